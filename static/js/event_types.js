// Written by manage.py document. The events this page can read: type and version.
export const EVENT_TYPES = {
  "realtime.frame_refused": 1,
};
