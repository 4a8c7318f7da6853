"""The demo companies: a place that looks lived in, for who starts this for the first time.

Everything is made through the apps' own actions, so that it is what people would have made.
Each app's part is a function in PARTS; a part is made whole or not at all, and a second run finds it made.
"""

PASSWORD = "workplace-demo"  # noqa: S105  (known to everybody, hence loopback only)
COMPANIES = {"acme": "Acme", "globex": "Globex"}
OPERATOR = "operator@workplace.example"
SIGN_INS = (
    "alice@acme.example (admin), bob@acme.example, carol@acme.example",
    "gina@globex.example (admin)",
    f"{OPERATOR} (operator, on the start page)",
)
