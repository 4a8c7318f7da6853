// Written by manage.py document. The events this page can read: type and version.
export const EVENT_TYPES = {
  "feed.comment_created": 1,
  "feed.comment_deleted": 1,
  "feed.comment_edited": 1,
  "feed.post_created": 1,
  "feed.post_deleted": 1,
  "feed.post_edited": 1,
  "feed.reaction_changed": 1,
  "realtime.frame_refused": 1,
};
