/** Reading a code from a picture, where the browser can; a hand-held scanner types it instead. */

interface Detector {
  detect(source: ImageBitmap): Promise<{ rawValue: string }[]>;
}
type DetectorMaker = new (options: { formats: string[] }) => Detector;

function maker(): DetectorMaker | undefined {
  return (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;
}

export function canReadPictures(): boolean {
  return maker() !== undefined && typeof createImageBitmap === 'function';
}

/** The text of the first code in the picture; undefined where there is none that can be read. */
export async function readPicture(picture: Blob): Promise<string | undefined> {
  const Maker = maker();
  if (!Maker) return undefined;
  try {
    const image = await createImageBitmap(picture);
    const found = await new Maker({ formats: ['qr_code'] }).detect(image);
    image.close();
    return found[0]?.rawValue;
  } catch {
    return undefined;
  }
}
