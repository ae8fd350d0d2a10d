/**
 * Machine receipts: "stored here" and "shown here". Folded by the server, never answered; the pong that
 * follows proves that they were read, and what is not proven is said again after a reconnect.
 */
import { uuid } from '../lib/uuid';
import {
  type ClientFrame,
  type DeliveryId,
  type InjectItem,
  RECEIPTS_MAX,
  type SeatCode,
  type Timestamp,
} from '../protocol';

type Kind = 'confirm_delivery' | 'confirm_seen';

/** Receipts written within this time go out as one. */
const GATHER = 150;

interface Pile {
  waiting: Set<DeliveryId>;
  /** Sent, with the moment, and not yet followed by a probe that came back. */
  unproven: Map<DeliveryId, number>;
  done: Set<DeliveryId>;
}

const pile = (): Pile => ({ waiting: new Set(), unproven: new Map(), done: new Set() });

export class Receipts {
  private piles: Record<Kind, Pile> = { confirm_delivery: pile(), confirm_seen: pile() };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unseen = new Set<DeliveryId>();

  constructor(
    private readonly seat: () => SeatCode | undefined,
    private readonly send: (frame: ClientFrame) => boolean,
  ) {
    if (typeof document !== 'undefined') {
      document.addEventListener('visibilitychange', () => this.visible());
    }
  }

  /** These injects are in the store. */
  stored(injects: readonly InjectItem[]): void {
    for (const inject of injects) this.put('confirm_delivery', inject.delivery);
  }

  /** This inject is on the screen; counted once somebody could have looked at it. */
  shown(delivery: DeliveryId): void {
    if (document.visibilityState === 'visible') this.put('confirm_seen', delivery);
    else this.unseen.add(delivery);
  }

  private visible(): void {
    if (document.visibilityState !== 'visible') return;
    for (const delivery of this.unseen) this.put('confirm_seen', delivery);
    this.unseen.clear();
  }

  private put(kind: Kind, delivery: DeliveryId): void {
    const { waiting, unproven, done } = this.piles[kind];
    if (waiting.has(delivery) || unproven.has(delivery) || done.has(delivery)) return;
    waiting.add(delivery);
    this.timer ??= setTimeout(() => this.flush(), GATHER);
  }

  private flush(): void {
    this.timer = undefined;
    const seat = this.seat();
    if (!seat) return;
    for (const kind of ['confirm_delivery', 'confirm_seen'] as const) {
      const { waiting, unproven } = this.piles[kind];
      while (waiting.size > 0) {
        const deliveries = [...waiting].slice(0, RECEIPTS_MAX);
        if (!this.send({ type: 'submit', id: uuid(), seat, command: { type: kind, deliveries } })) return;
        for (const delivery of deliveries) {
          waiting.delete(delivery);
          unproven.set(delivery, Date.now());
        }
      }
    }
  }

  /** The probe sent at `t0` came back: the server has read everything that was sent before it. */
  proven(t0: Timestamp): void {
    for (const { unproven, done } of Object.values(this.piles)) {
      for (const [delivery, sent] of unproven) {
        if (sent > t0) continue;
        done.add(delivery);
        unproven.delete(delivery);
      }
    }
  }

  /** A new connection: what was not proven is said again. */
  reconnected(): void {
    for (const { waiting, unproven } of Object.values(this.piles)) {
      for (const delivery of unproven.keys()) waiting.add(delivery);
      unproven.clear();
    }
    this.flush();
  }

  /** Another seat: nothing was confirmed by it. */
  reset(): void {
    this.piles = { confirm_delivery: pile(), confirm_seen: pile() };
    this.unseen.clear();
  }
}
