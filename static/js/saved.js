// The page of what one saved.
import "./elements/saved-list.js";
