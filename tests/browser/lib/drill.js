/** A drill of the journeys: the server, one exercise made from scenario.yaml, and people at their screens. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { launch, open } from './browser.js';
import { Proxy } from './proxy.js';
import { freePort, Server } from './server.js';

/** Five times the line, and a floor for loaded machines. */
export const DEADLINE = 15_000;
const SCENARIO = resolve(import.meta.dirname, '../scenario.yaml');

export class Drill {
  people = [];

  /** `proxied`: a proxy stands ready for the people who ask for it. */
  static async start({ proxied = false, tiles } = {}) {
    const drill = new Drill();
    try {
      const port = proxied ? await freePort() : undefined;
      if (port) drill.proxy = await Proxy.start(port);
      drill.server = await Server.start({ publicPort: port, tiles });
      drill.proxy?.forward(drill.server.port);
      drill.browser = await launch();
      return drill;
    } catch (error) {
      await drill.stop();
      throw error;
    }
  }

  /** Makes the exercise and reads its cards; of a bundled scenario where one is named. */
  async prepare(scenario = 'browser-journeys') {
    await this.server.administrator();
    await this.server.addScenario(SCENARIO);
    const made = await this.server.ask('POST', '/api/v1/exercises', { scenario });
    this.exercise = made.id;
    await this.readCards();
  }

  async readCards() {
    const { code, cards } = await this.server.ask('GET', `/api/v1/exercises/${this.exercise}/cards`);
    this.code = code;
    this.cards = new Map(cards.map((card) => [card.seat.code, card.url]));
  }

  /** Somebody with a device; nobody is signed in yet. */
  async person(name, { device = 'desk', through = 'direct', ...look } = {}) {
    const base = through === 'proxy' ? this.server.publicBase : this.server.base;
    const opened = await open(this.browser, { device, base, ...look });
    const person = { name, base, ...opened };
    opened.page.setDefaultTimeout(DEADLINE);
    this.people.push(person);
    return person;
  }

  /** The address of a seat card as this person reaches the server. */
  cardUrl(seat, base = this.server.base) {
    const url = new URL(this.cards.get(seat));
    return base + url.pathname + url.search + url.hash;
  }

  /** Takes a seat by its card without the form: for people whose joining is not the journey. */
  async seat(person, seat) {
    const secret = new URLSearchParams(new URL(this.cards.get(seat)).hash.slice(1)).get('card');
    const answer = await person.context.request.post(`${person.base}/api/v1/session`, {
      data: { with: 'seat_card', secret, name: seat.startsWith('WALL') ? null : person.name },
      headers: { origin: person.base },
    });
    assert.equal(answer.status(), 200, `${seat}: ${await answer.text()}`);
    person.seat = seat;
    await person.page.goto(`${person.base}/x/${this.exercise}`);
    return person;
  }

  /** Somebody in a seat, with the screen open. */
  async seated(name, seat, look) {
    return this.seat(await this.person(name, look), seat);
  }

  /** A command of a seated person, by HTTP. */
  async command(person, command) {
    const url = `${person.base}/api/v1/exercises/${this.exercise}/commands`;
    const answer = await person.context.request.post(url, {
      data: { id: randomUUID(), command },
      headers: { origin: person.base },
    });
    assert.equal(answer.status(), 200, `${command.type}: ${await answer.text()}`);
    return answer.json();
  }

  /** What a person's own socket would show. */
  async items(person, kind) {
    const answer = await person.context.request.get(`${person.base}/api/v1/exercises/${this.exercise}/items`);
    assert.equal(answer.status(), 200);
    const all = (await answer.json()).map((upsert) => upsert.item);
    return kind ? all.filter((item) => item.kind === kind) : all;
  }

  /** Brings the exercise from the draft to standby, and on to running if asked. */
  async advance(director, to) {
    const steps = ['submit_for_review', 'approve_exercise', 'open_standby', 'start_exercise'];
    const last = { standby: 3, running: 4 }[to];
    for (const type of steps.slice(0, last)) await this.command(director, { type });
  }

  /** Faults that any page of the drill has shown. */
  faults() {
    return this.people.flatMap((person) => person.faults.map((fault) => `${person.name}: ${fault}`));
  }

  async stop() {
    await this.browser?.close();
    await this.proxy?.stop();
    await this.server?.stop();
  }
}

/** Has a wall stay at one of its pages, as the link of a screen can say. */
export async function stayAt(wall, page) {
  const at = new URL(wall.page.url());
  await wall.page.goto(`${at.origin}${at.pathname}?page=${page}`);
  await wall.page.locator('#main').waitFor();
}

/** Waits until `ask` gives something truthy, and returns it. */
export async function until(what, ask, within = DEADLINE) {
  const end = Date.now() + within;
  let last;
  for (;;) {
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${within} ms (last: ${last})`);
    await new Promise((later) => setTimeout(later, 50));
  }
}
