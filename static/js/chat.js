// Work Chat's page.
import "./elements/chat/thread-list.js";
import "./elements/chat/thread-search.js";
import "./elements/chat/people-picker.js";
import "./elements/chat/thread-details.js";
import "./elements/chat/chat-conversation.js";
// Last: it calls the others as soon as it stands.
import "./elements/chat/chat-app.js";
