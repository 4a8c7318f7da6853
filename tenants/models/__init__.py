"""Companies, applications and what operators see of them. All of it lives in the public schema."""

from tenants.models.applications import Application, ApplicationChange
from tenants.models.companies import (
    BASE_SCHEMA,
    Company,
    CompanyChange,
    CompanyCounts,
    Host,
    MailDomain,
    ProvisionStep,
    new_schema_name,
)
from tenants.models.lookup import company_for_host, company_here, remember_hosts

__all__ = [
    "BASE_SCHEMA",
    "Application",
    "ApplicationChange",
    "Company",
    "CompanyChange",
    "CompanyCounts",
    "Host",
    "MailDomain",
    "ProvisionStep",
    "company_for_host",
    "company_here",
    "new_schema_name",
    "remember_hosts",
]
