// Vector tiles from the one archive that the server may have: a chunk of its own, since most sites have none.
import VectorTileLayer from 'ol/layer/VectorTile';
import { PMTilesVectorSource } from 'ol-pmtiles';
import { FetchSource } from 'pmtiles';
import { tileStyle } from './style';

export function tileLayer(headers: Record<string, string>): VectorTileLayer {
  const url = new URL('/api/v1/tiles.pmtiles', location.href).href;
  // Its types name an address alone, its code takes a source too: ours says who asks.
  const archive = new FetchSource(url, new Headers(headers)) as unknown as string;
  const source = new PMTilesVectorSource({ url: archive });
  return new VectorTileLayer({
    source,
    zIndex: 0,
    style: (one) => tileStyle(String(one.get('layer') ?? '')),
  });
}
