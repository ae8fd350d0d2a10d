// Shows the two documents. Builds nodes, never markup, so nothing in a document can run.
'use strict';

const make = (tag, text, ...children) => {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  node.append(...children);
  return node;
};

const reference = (value) => {
  if (value && value.$ref) {
    const name = value.$ref.split('/').pop();
    const link = make('a', name);
    link.href = `#${name}`;
    return link;
  }
  return make('code', JSON.stringify(value));
};

const body = (label, content) => {
  const line = make('p', `${label}: `);
  for (const [media, { schema }] of Object.entries(content || {})) {
    line.append(make('code', media), ' ');
    if (schema) line.append(reference(schema));
  }
  return line;
};

const route = (method, path, operation) => {
  const summary = make('summary', '', make('b', method.toUpperCase()), make('code', path), ` ${operation.summary}`);
  const details = make('details', '', summary, make('p', operation.description));
  if (operation.requestBody) details.append(body('Request', operation.requestBody.content));
  const answer = operation.responses['2XX'].content;
  if (answer) details.append(body('Answer', answer));
  return details;
};

const types = (target, schemas) => {
  for (const [name, schema] of Object.entries(schemas)) {
    const details = make('details', '', make('summary', '', make('code', name)));
    details.id = name;
    details.append(make('pre', JSON.stringify(schema, null, 2)));
    target.append(details);
  }
};

const show = async () => {
  const [http, live] = await Promise.all(
    ['/api/openapi.json', '/api/asyncapi.json'].map(async (url) => (await fetch(url)).json()),
  );
  const [routes, socket, list] = ['routes', 'live', 'types'].map((id) => document.getElementById(id));
  for (const node of [routes, socket, list]) node.textContent = '';
  for (const [path, entry] of Object.entries(http.paths)) {
    for (const [method, operation] of Object.entries(entry)) {
      if (method !== 'parameters') routes.append(route(method, path, operation));
    }
  }
  const channel = live.channels.live;
  socket.append(make('p', '', make('code', channel.address)));
  for (const [side, message] of Object.entries(channel.messages)) {
    socket.append(make('p', `From ${side}: `, reference(message.payload)));
  }
  const table = make('table', '', make('tr', '', make('th', 'Close'), make('th', 'Reason'), make('th', 'Come back')));
  for (const close of channel['x-close-codes']) {
    const cells = [close.code, close.reason, close.retry ? 'yes' : 'no'];
    table.append(make('tr', '', ...cells.map((cell) => make('td', String(cell)))));
  }
  socket.append(table);
  types(list, { ...live.components.schemas, ...http.components.schemas });
  const wanted = document.getElementById(location.hash.slice(1));
  if (wanted) wanted.open = true;
};

addEventListener('hashchange', () => {
  const wanted = document.getElementById(location.hash.slice(1));
  if (wanted) wanted.open = true;
});

show().catch((error) => {
  document.getElementById('routes').textContent = String(error);
});
