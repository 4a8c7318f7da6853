"""What the two demo companies are made of: a dozen people each, and a week of posts and talk.

Times are (days ago, hour, minute) in UTC; a post's or message's author is the part of the address before the @.
A message that is the key of a sticker is that sticker.
"""

from __future__ import annotations

from typing import NamedTuple

When = tuple[int, int, int]


class DemoPerson(NamedTuple):
    key: str
    name: str
    title: str
    department: str
    place: str
    language: str = "en"
    admin: bool = False
    manager: str = ""
    skills: str = ""  # parted by commas


class DemoPost(NamedTuple):
    when: When
    author: str
    text: str
    likes: str = ""  # keys, parted by spaces
    comments: tuple[tuple[str, str], ...] = ()


class DemoTalk(NamedTuple):
    members: str  # keys, parted by spaces; the first one opens the thread
    name: str
    messages: tuple[tuple[When, str, str], ...]


class DemoCompany(NamedTuple):
    name: str
    label: str
    colour: str
    country: str
    zone: str
    people: tuple[DemoPerson, ...]
    posts: tuple[DemoPost, ...]
    talks: tuple[DemoTalk, ...]


ACME = DemoCompany(
    name="Acme Bakeries",
    label="acme",
    colour="#b4532a",
    country="IE",
    zone="Europe/Dublin",
    people=(
        DemoPerson(
            "alice",
            "Alice Adams",
            "Head of IT",
            "Office",
            "Dublin",
            admin=True,
            manager="carol",
            skills="Networks, Signing in",
        ),
        DemoPerson(
            "bob", "Bob Brown", "Shop manager", "Shops North", "Howth", manager="carol", skills="Coffee, First aid"
        ),
        DemoPerson("carol", "Carol Clark", "Communications lead", "Office", "Dublin", skills="Writing, Photography"),
        DemoPerson("dan", "Dan Doyle", "Baker", "Bakehouse", "Swords", manager="carol", skills="Sourdough, Rye, Ovens"),
        DemoPerson("ella", "Ella Egan", "Baker", "Bakehouse", "Swords", manager="dan", skills="Sourdough, Baguettes"),
        DemoPerson("finn", "Finn Farrell", "Driver", "Logistics", "Swords", manager="jack", skills="Routes"),
        DemoPerson(
            "grace",
            "Grace Gallagher",
            "Shop manager",
            "Shops South",
            "Bray",
            manager="carol",
            skills="Rotas, First aid",
        ),
        DemoPerson("hugo", "Hugo Hayes", "Barista", "Shops North", "Howth", manager="bob", skills="Coffee"),
        DemoPerson(
            "ines",
            "Inès Imbert",
            "Pastry chef",
            "Bakehouse",
            "Swords",
            language="fr",
            manager="dan",
            skills="Pastry, Croissants, French",
        ),
        DemoPerson(
            "jack", "Jack Joyce", "Buyer", "Office", "Dublin", manager="carol", skills="Flour and butter, Contracts"
        ),
        DemoPerson(
            "kate", "Kate Kelly", "People and culture", "Office", "Dublin", manager="carol", skills="Rotas, Leave"
        ),
        DemoPerson("liam", "Liam Lynch", "Apprentice", "Bakehouse", "Swords", manager="dan"),
    ),
    posts=(
        DemoPost(
            (6, 8, 10),
            "carol",
            "Good morning, everyone, and welcome to our own network. **Company News** is where the whole company hears "
            "of things; Work Chat is for everything you would have called somebody about.\n\n"
            "Three things to try today:\n\n- put a photo on your profile\n- say hello below\n"
            "- find the person you always have to phone, and write to them instead",
            "alice bob dan ella grace hugo kate liam",
            (
                ("bob", "Hello from Howth! The sea is loud and the coffee is ready."),
                ("liam", "Hello! First week here, so this is handy. I finally know who is who."),
                ("ines", "Bonjour à toutes et à tous depuis la pâtisserie !"),
            ),
        ),
        DemoPost(
            (5, 5, 42),
            "dan",
            "The new oven is in. First sourdough out at 05:30, and the crust is what we were hoping for.",
            "ella ines liam bob grace carol finn",
            (
                ("ella", "It sings when it cools. Come and listen before seven."),
                ("carol", "May I take a picture of it?"),
            ),
        ),
        DemoPost(
            (4, 12, 5),
            "kate",
            "The rota for **24–31 December** is open. Please put your wishes in by Friday noon; "
            "two people in each shop on Christmas Eve, as last year.",
            "bob grace hugo",
            (("grace", "Bray is sorted: Aoife and I take the 24th."), ("kate", "Thank you, Grace. That was quick.")),
        ),
        DemoPost(
            (3, 9, 30),
            "jack",
            "Butter goes up by 6 % in January. I have fixed the price for three months, so *nothing changes in the "
            "shops before Easter*.",
            "alice carol ines grace",
            (("ines", "Merci, Jack. I was afraid for the croissants."),),
        ),
        DemoPost(
            (2, 16, 20),
            "grace",
            "A customer in Bray brought back a paper bag from 1987 with our old name on it. It hangs behind the till.",
            "alice bob carol dan ella finn hugo ines jack kate liam",
            (("alice", "I want to see that bag."), ("bob", "I sold her that bread. I was six.")),
        ),
        DemoPost(
            (1, 7, 15),
            "finn",
            "Roadworks on the coast road until Thursday. Howth gets its delivery **20 minutes later**, Bray as usual.",
            "bob hugo grace",
            (("hugo", "Thanks! I'll move the first batch of scones."),),
        ),
        DemoPost(
            (0, 6, 5),
            "ella",
            "Liam shaped his first hundred baguettes alone this morning. Only one of them looks like a question mark.",
            "dan ines bob carol kate",
            (("liam", "I am keeping that one."),),
        ),
    ),
    talks=(
        DemoTalk(
            "bob alice",
            "",
            (
                ((4, 9, 2), "bob", "Hi Alice, the tablet at the till shows yesterday's prices again."),
                ((4, 9, 4), "alice", "Hi Bob. Does it say *offline* at the top?"),
                ((4, 9, 5), "bob", "It does, in very small letters."),
                ((4, 9, 11), "alice", "Then it is the router behind the fridge. Off, count to ten, on."),
                ((4, 9, 20), "bob", "Counted to ten. Prices are right. You are a wizard."),
                ((4, 9, 21), "alice", "olo/cool"),
                ((1, 15, 40), "alice", "I'm in Howth on Thursday; I'll bring you a better router."),
                ((1, 15, 52), "bob", "I'll have a cinnamon bun with your name on it."),
            ),
        ),
        DemoTalk(
            "ella dan ines liam bob",
            "Morning shift",
            (
                ((2, 4, 31), "ella", "Flour delivery is in, all twelve sacks."),
                ((2, 4, 33), "dan", "👍"),
                ((2, 4, 34), "liam", "work/good-morning"),
                ((2, 4, 40), "ines", "I need the small mixer from 5 to 6, please."),
                ((2, 4, 41), "dan", "It's yours."),
                ((1, 4, 28), "liam", "Running ten minutes late, the bus is not a bus today."),
                ((1, 4, 29), "ella", "No hurry, mind the ice."),
                ((0, 4, 35), "bob", "Can Howth get 20 more baguettes? School fair."),
                ((0, 4, 37), "ella", "20 more for Howth. Liam, that's your fame travelling."),
                ((0, 4, 38), "liam", "😄"),
            ),
        ),
        DemoTalk(
            "carol alice",
            "",
            (
                ((3, 11, 0), "carol", "How many people have signed in so far?"),
                ((3, 11, 6), "alice", "All of the bakehouse, and every shop but Dalkey."),
                ((3, 11, 7), "carol", "That's better than the newsletter ever did."),
            ),
        ),
        DemoTalk(
            "kate bob grace",
            "Christmas rota",
            (
                ((3, 13, 15), "kate", "Bob, Grace: could one of you spare a barista on the 23rd?"),
                ((3, 13, 22), "grace", "I can, until two o'clock."),
                ((3, 13, 25), "bob", "And I from two. Hugo asked for extra hours anyway."),
                ((3, 13, 26), "kate", "Perfect, thank you both."),
                ((3, 13, 28), "grace", "work/high-five"),
            ),
        ),
    ),
)

GLOBEX = DemoCompany(
    name="Globex",
    label="globex",
    colour="#2f5fb3",
    country="BE",
    zone="Europe/Brussels",
    people=(
        DemoPerson("gina", "Gina Green", "Operations director", "Management", "Brussels", admin=True),
        DemoPerson(
            "hans", "Hans Hendrickx", "Site manager", "Harbour", "Antwerp", manager="gina", skills="Cranes, First aid"
        ),
        DemoPerson("iris", "Iris Ivens", "Crane operator", "Harbour", "Antwerp", manager="hans", skills="Cranes"),
        DemoPerson(
            "jules",
            "Jules Janssens",
            "Planner",
            "Planning",
            "Brussels",
            language="fr",
            manager="gina",
            skills="Planning, French",
        ),
        DemoPerson(
            "karim",
            "Karim Kacem",
            "Driver",
            "Transport",
            "Ghent",
            language="fr",
            manager="jules",
            skills="Routes, French",
        ),
        DemoPerson(
            "lea",
            "Léa Lambert",
            "Human resources",
            "Management",
            "Brussels",
            language="fr",
            manager="gina",
            skills="Leave, French",
        ),
        DemoPerson("milan", "Milan Maes", "Mechanic", "Workshop", "Antwerp", manager="hans", skills="Engines, Welding"),
        DemoPerson("nora", "Nora Nijs", "Customs", "Planning", "Antwerp", manager="jules", skills="Customs"),
        DemoPerson("otto", "Otto Opdebeeck", "Warehouse", "Harbour", "Antwerp", manager="hans", skills="Forklift"),
        DemoPerson("paula", "Paula Peeters", "Sales", "Sales", "Brussels", manager="gina", skills="Contracts"),
        DemoPerson("quinten", "Quinten Quaegebeur", "IT", "Management", "Brussels", manager="gina", skills="Networks"),
        DemoPerson("rosa", "Rosa Roels", "Safety", "Workshop", "Antwerp", manager="hans", skills="First aid, Safety"),
    ),
    posts=(
        DemoPost(
            (6, 9, 0),
            "gina",
            "Welcome, all of you. From today, what concerns all of Globex stands here, and no longer in seven mailing "
            "lists.",
            "hans lea paula quinten rosa",
            (("lea", "Enfin ! Merci, Gina."), ("otto", "Seven? I was on nine.")),
        ),
        DemoPost(
            (4, 7, 45),
            "rosa",
            "**Two hundred days without an accident** in the workshop and on the quay. Cake at ten in the canteen.",
            "gina hans iris milan otto nora",
            (("iris", "Kept a piece for the night shift."),),
        ),
        DemoPost(
            (3, 10, 30),
            "jules",
            "Le planning de décembre est en ligne. Si votre nom manque, écrivez-moi ici ou dans Work Chat.",
            "karim lea",
            (("karim", "Bien reçu, tout est bon pour Gand."),),
        ),
        DemoPost(
            (1, 14, 0),
            "paula",
            "We won the *Northern Lines* contract: two ships a week from March. Thank you to everyone who answered my "
            "questions at impossible hours.",
            "gina hans iris jules milan nora otto quinten rosa",
            (("hans", "We'll be ready."), ("gina", "Well done, Paula, and well done, everyone.")),
        ),
        DemoPost((0, 6, 40), "hans", "Fog on the quay. Crane work starts at nine at the earliest.", "iris otto"),
    ),
    talks=(
        DemoTalk(
            "hans gina",
            "",
            (
                ((2, 8, 10), "hans", "The second gate sticks again. May I order the part without a tender?"),
                ((2, 8, 31), "gina", "How much is it?"),
                ((2, 8, 32), "hans", "1,240 euros."),
                ((2, 8, 33), "gina", "Order it. Send me the paper when you have it."),
            ),
        ),
        DemoTalk(
            "iris otto hans milan",
            "Quay 4",
            (
                ((1, 5, 55), "iris", "Wind is fine, starting with bay 12."),
                ((1, 5, 58), "otto", "Forklift two is charging, use one."),
                ((1, 6, 20), "milan", "I'll look at the spreader at noon."),
                ((0, 6, 42), "hans", "Fog. Coffee first."),
                ((0, 6, 43), "iris", "Coffee first."),
            ),
        ),
        DemoTalk(
            "lea karim",
            "",
            (
                ((3, 15, 0), "lea", "Karim, ton congé du 27 est accepté."),
                ((3, 15, 9), "karim", "Merci Léa, bonne soirée !"),
            ),
        ),
    ),
)

COMPANIES = (ACME, GLOBEX)

# Known to everybody, so the demo answers to this machine only.
PASSWORD = "workplace-demo"  # noqa: S105
OPERATOR = "operator@workplace.example"


def sign_ins() -> list[str]:
    """Whom to sign in as: each company's admin and two of its people, and the operator."""
    rows = []
    for company in COMPANIES:
        shown = [f"{who.key}@{company.label}.example{' (admin)' if who.admin else ''}" for who in company.people[:3]]
        rows.append(", ".join(shown))
    return [*rows, f"{OPERATOR} (operator, on the start page)"]
