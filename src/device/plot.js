// Makes a PNG of an SVG of ours, twice its size so that it prints sharply.
const SCALE = 2;

function base64(blob) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed("broken");
    reader.readAsDataURL(blob);
  });
}

// In base64. Throws "broken".
export async function pngOf(svg, width, height) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    if (!blob) throw "broken";
    return await base64(blob);
  } finally {
    URL.revokeObjectURL(address);
  }
}
