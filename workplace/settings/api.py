"""The API and the document that describes it."""

from __future__ import annotations

from workplace.api_words import ABOUT

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["people.authentication.TokenAuthentication", "people.authentication.Session"],
    "DEFAULT_PERMISSION_CLASSES": ["people.authentication.MembersOnly"],
    "DEFAULT_RENDERER_CLASSES": ["core.renderer.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "core.rest.answer_error",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Workplace API",
    "DESCRIPTION": ABOUT,
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "Approval": "groups.models.Group.Approval",
        "GroupRole": "groups.models.Membership.Role",
        "GroupRequestState": "groups.models.MembershipRequest.State",
        "GroupKind": "groups.models.Group.Kind",
        "Language": "workplace.settings.LANGUAGES",
        "Posting": "groups.models.Group.Posting",
        "ThreadKind": "chat.models.Thread.Kind",
        "ThreadRole": "chat.models.Member.Role",
        "CompanyRole": "workplace.api_docs.COMPANY_ROLES",
        "ThreadHistory": "chat.models.Thread.History",
        "MessageKind": "chat.models.Message.Kind",
        "ReactionKind": "content.models.Reaction.Kind",
        "PostKind": "feed.models.Post.Kind",
        "RsvpAnswer": "feed.models.Rsvp.Answer",
        "ScheduledState": "chat.models.ScheduledMessage.State",
        "FileKind": "content.models.File.Kind",
        "FileState": "content.models.File.State",
        "SignInCodeState": "people.models.sign_in_code.STATES",
    },
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "workplace.api_docs.finish"],
}
