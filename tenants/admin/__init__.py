"""What operators see and do, in their own admin."""

from tenants.admin.applications import ApplicationAdmin
from tenants.admin.companies import CompanyAdmin
from tenants.admin_site import operators_site
from tenants.models import Application, Company

operators_site.register(Company, CompanyAdmin)
operators_site.register(Application, ApplicationAdmin)
