"""Static files under names that change with their content, ES modules' imports included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Rewrites `import … from "./x.js";` to hashed names, so modules can be cached for ever without a build."""

    support_js_module_import_aggregation = True
