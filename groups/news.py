"""What of a group concerns somebody in person; `notifications` has a kind and words for each."""

REQUEST = "request"  # to its admins: somebody would like to come in
ACCEPTED = "accepted"  # to who asked
DECLINED = "declined"
INVITED = "invited"  # to who is asked in
ADDED = "added"  # to who was put in by hand
ROLE = "role"  # to who looks after it from now on
OPENED = "opened"  # to its members: more people see it than before
NO_ADMIN = "no_admin"  # to the company's admins: nobody looks after it
COMPANY_ADMIN = "company_admin"  # to its members: one of the company's admins came in
ALL = (REQUEST, ACCEPTED, DECLINED, INVITED, ADDED, ROLE, OPENED, NO_ADMIN, COMPANY_ADMIN)
