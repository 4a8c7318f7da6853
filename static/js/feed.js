// Pages with posts.
import "./elements/mention-box.js";
import "./elements/feed-list.js";
