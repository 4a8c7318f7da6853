// Pages with posts.
import "./elements/file-waiting.js";
import "./elements/mention-box.js";
import "./elements/feed-list.js";
