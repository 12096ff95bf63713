// Makes of a camera's file a photo that travels: upright, small, and nothing in it but the picture.
// A canvas knows no EXIF, so neither does what comes out of it.

// A camera's file is 3 to 15 MB. What is far larger is a film or a mistake, and reading it could
// end the page with a form in it.
const LARGEST = 40 * 1024 * 1024;
// What must stay free for text, which comes first.
const ROOM = 8 * 1024 * 1024;
// Long edge and quality: the first that is small enough.
const PHOTO = [[1600, 0.8], [1600, 0.65], [1280, 0.65], [1280, 0.5], [1024, 0.5], [800, 0.5], [640, 0.4]];
const THUMB = [[240, 0.6], [200, 0.5], [160, 0.4]];

async function jpeg(image, tries, most) {
  for (const [edge, quality] of tries) {
    const scale = Math.min(1, edge / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const pen = canvas.getContext("2d", { alpha: false });
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (blob && blob.size <= most) return base64(blob);
  }
  throw "too_large";
}

function base64(blob) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed("broken");
    reader.readAsDataURL(blob);
  });
}

// The photo and its thumbnail, in base64. Throws "too_large", "broken" or "full".
export async function pictureOf(file, photoBytes, thumbBytes) {
  if (file.size > LARGEST) throw "too_large";
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => {})) ?? {};
  if (quota && quota - usage < ROOM) throw "full";
  let image;
  try {
    image = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw "broken";
  }
  try {
    return [await jpeg(image, PHOTO, photoBytes), await jpeg(image, THUMB, thumbBytes)];
  } finally {
    image.close();
  }
}
