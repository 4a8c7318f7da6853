import { parts as media } from "../media.js";
import { later } from "./later.js";
import "../scheduled-line.js";

// What the composer can stand without for a moment: files, voice notes, sending later.
export const parts = [...media, later];
