// A photo as large as anybody will look at it, before it travels: decoded and written again off the main thread, turned
// upright, and without the place that the camera wrote into it. What is small enough, moves or cannot be read stays.
const LONGEST = 3200;
const HEAVY = 4 * 1024 * 1024;
const MOST_PIXELS = 40_000_000;
const PHOTOS = new Set(["image/jpeg", "image/webp", "image/avif", "image/heic", "image/heif"]);
const QUALITY = 0.88;

export async function shrunk(file) {
  const isPhoto = PHOTOS.has(file.type);
  if (!isPhoto && !(file.type === "image/png" && file.size > HEAVY)) return file;
  const shown = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!shown) return file;
  try {
    const isLarge = Math.max(shown.width, shown.height) > LONGEST || file.size > HEAVY || /hei[cf]/.test(file.type);
    if (isPhoto ? isLarge : shown.width * shown.height > MOST_PIXELS) return await drawn(file, shown, isPhoto ? "image/jpeg" : "image/png");
    return file;
  } finally {
    shown.close();
  }
}

async function drawn(file, shown, type) {
  const scale = Math.min(1, LONGEST / Math.max(shown.width, shown.height));
  const canvas = Object.assign(document.createElement("canvas"), {
    width: Math.round(shown.width * scale),
    height: Math.round(shown.height * scale),
  });
  const pen = canvas.getContext("2d", { alpha: type === "image/png" });
  pen.imageSmoothingQuality = "high";
  pen.drawImage(shown, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, type, QUALITY));
  canvas.width = canvas.height = 0;
  if (!blob || blob.type !== type || blob.size >= file.size) return file;
  const name = type === "image/jpeg" ? file.name.replace(/(\.[a-z0-9]{2,5})?$/i, ".jpg") : file.name;
  return new File([blob], name, { type });
}
