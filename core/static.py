"""Static files under names that change with their content, ES modules' imports included."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Rewrites `import … from "./x.js";` to hashed names, so modules can be cached for ever without a build.

    Only our own modules: other people's scripts quote imports in their comments, of files they don't bring.
    """

    support_js_module_import_aggregation = True
    max_post_process_passes = 20  # at least as many as modules stand above each other
    _js_module_import_aggregation_patterns = ("js/*.js", HashedFilesMixin._js_module_import_aggregation_patterns[1])
