// Shows what the API tells, asks it for what people want, and follows its events. It keeps nothing but the token.
const $ = id => document.getElementById(id);
const OPEN = ['ACCEPTED', 'RUNNING', 'WAITING', 'CANCELLING'];
const PRESENT = ['REQUESTED', 'PENDING', 'RUNNING', 'STOPPING', 'STOPPED', 'PAUSED', 'REBOOTING', 'TERMINATING', 'MISSING', 'UNKNOWN', 'ERROR'];
const FROM = { start: ['STOPPED', 'UNKNOWN'], stop: ['RUNNING', 'PAUSED', 'UNKNOWN'], reboot: ['RUNNING', 'UNKNOWN'], terminate: PRESENT };
const SHOWN = 50, BEATS = 24, TICK = 5000, SILENCE = 40000, LONGEST_PAUSE = 8000;
const names = new Map(), actions = new Map(), beats = new Map(); // by id, also of what is no longer listed
let token, now, asked, silence, cursors = [''], turn = 0, heard = 0, skew = 0, sampled = 0, isLooking = false, isStale = false;
const nap = millis => new Promise(wake => setTimeout(wake, millis));
const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), each => each.toString(36)).join('-');
const json = async (path, options) => (await send(path, options)).json();
const ask = (method, path) => change(method, path).catch(({ message }) => say(message, true));
const reach = (state, text) => { document.body.dataset.reach = state; put($('line'), text); };
const since = moment => ({ textContent: span(moment), dateTime: moment, title: new Date(moment).toLocaleString() });
const unnamed = failure => (failure.status === 404 ? { name: '?' } : Promise.reject(failure));
const gone = (how = '') => `The dispatcher does not answer since ${new Date().toLocaleTimeString()}${how}. The heartbeats shown are from then.`;
const ms = heartbeat => (heartbeat.rtt ? parseFloat(heartbeat.rtt.slice(2)) * 1000 : 0);
const title = (action, server) => `${action[0].toUpperCase()}${action.slice(1)} ${names.get(server)}`;

async function send(path, { headers, ...options } = {}) {
  const answer = await fetch(`api/v1/${path}`, { ...options, headers: { Authorization: `Bearer ${token}`, ...headers } });
  skew = (Date.parse(answer.headers.get('Date')) || Date.now()) - Date.now();
  if (answer.ok) return answer;
  const { detail, errors = [] } = await answer.json().catch(() => ({}));
  throw Object.assign(new Error(detail ?? `The answer was ${answer.status}.`), { errors, status: answer.status });
}

/** Asks for a change. Where no answer comes it asks again with the same key, so that it is done once. */
async function change(method, path, body = {}, key = newKey()) {
  const headers = { 'Idempotency-Key': key, 'Content-Type': 'application/json' };
  for (let tries = 1; ; tries++) {
    try {
      return await json(path, { method, headers, body: JSON.stringify(body) }).finally(look);
    } catch (failure) {
      if (failure.status) throw failure;
      if (tries === 10) throw new Error('No answer came. When the dispatcher is back, its operations show whether this was accepted.');
    }
    say('No answer yet. Asking again with the same key: it is done once.');
    await nap(3000);
  }
}

/** Follows the events while it is its turn; after a break it goes on behind the last one that was read. */
async function follow(mine) {
  for (let last = '', pause = 500, why = ''; token && turn === mine; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    [silence, heard] = [new AbortController(), Date.now()];
    try {
      const headers = { Accept: 'text/event-stream', ...(last && { 'Last-Event-ID': last }) };
      const reader = (await send('events', { headers, signal: silence.signal })).body.pipeThrough(new TextDecoderStream()).getReader();
      [pause, why] = [500, ''];
      look(reach('live', 'Live'));
      for (let text = '', piece; !(piece = await reader.read()).done; heard = Date.now()) {
        const messages = (text + piece.value).split('\n\n');
        text = messages.pop();
        for (const message of messages) {
          const field = name => message.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1];
          last = field('id') ?? last;
          if (field('event') === 'stopped') why = gone(': it was stopped; bin/dispatcher start starts it');
          const { type, message: told } = JSON.parse(field('data') ?? '{}');
          if (/failed|outage|doubled/.test(type)) say(told, !/cleared/.test(type));
          if (!why) look(); // for a reset too
        }
      }
    } catch (failure) {
      if (failure.status === 401) return sessionStorage.removeItem('token'), enter(failure.message);
      if (failure.status) why = failure.message;
    }
    why ||= gone();
    if (turn === mine) reach('away', `${why} This page comes back by itself.`);
    await nap(pause * (0.5 + Math.random() / 2));
  }
}

/** Reads all that is shown and shows it, at most three times a second and never twice at a time. */
async function look() {
  isStale = true;
  if (isLooking) return;
  for (isLooking = true; isStale && token; await nap(300)) {
    isStale = false;
    await read().then(show, failure => failure.status && say(failure.message, true)).catch(reportError); // no status: the stream tells that
  }
  isLooking = false;
}

async function read() {
  const filter = { limit: SHOWN, sort: '-createdAt', state: $('state').value || PRESENT, name: $('name').value.trim(), cursor: cursors.at(-1) };
  const servers = `servers?${new URLSearchParams(Object.entries(filter).filter(([, value]) => value))}`;
  const paths = ['status', 'accounts', servers, `operations?limit=${SHOWN}&state=${OPEN}`, 'operations?limit=20'];
  const [status, accounts, page, open, recent] = await Promise.all(paths.map(path => json(path)));
  const operations = [...new Map([...open.items, ...recent.items].map(each => [each.id, each])).values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  for (const { id, name } of page.items) names.set(id, name);
  for (const { id, action, server, parameters } of operations) {
    actions.set(id, action);
    if (!names.has(server)) names.set(server, parameters.name ?? (await json(`servers/${server}`).catch(unnamed)).name);
  }
  now = { status, accounts: accounts.items, servers: page.items, operations, next: page.nextCursor };
  if (status.pinger !== 'RUNNING' || Date.now() - sampled < TICK * 0.9) return;
  sampled = Date.now();
  for (const { id, heartbeat } of page.items) beats.set(id, [...(beats.get(id) ?? []), heartbeat].slice(-BEATS));
}

/** Makes the rows those of the items. They stay in place, and only what differs is touched: focus stays and nothing jumps. */
function list(parent, items, template, parts) {
  const rows = new Map([...parent.children].map(row => [row.dataset.id, row]));
  rows.forEach((row, id) => items.some(item => item.id === id) || row.remove());
  items.forEach((item, i) => {
    const row = rows.get(item.id) ?? $(template).content.firstElementChild.cloneNode(true);
    row.dataset.id = item.id;
    if (parent.children[i] !== row) parent.insertBefore(row, parent.children[i] ?? null);
    for (const [part, value] of Object.entries(parts(item, row))) put(row.querySelector(`[data-part=${part}]`), value);
  });
}

function put(element, value) {
  const wanted = Object(value) === value ? value : { textContent: value ?? '' };
  for (const key in wanted) if (element[key] !== wanted[key]) element[key] = wanted[key];
}
function span(moment) {
  const seconds = Math.abs(Date.now() + skew - Date.parse(moment)) / 1000;
  const [size, unit] = seconds < 100 ? [1, 's'] : seconds < 6000 ? [60, 'min'] : seconds < 172800 ? [3600, 'h'] : [86400, 'd'];
  return `${Math.round(seconds / size)} ${unit}`;
}

function show() {
  const { status: { pinger, openOutages, queue }, accounts, servers, operations, next } = now, before = (cursors.length - 1) * SHOWN;
  const waiting = Object.values(queue.waiting).reduce((sum, count) => sum + count, 0);
  put($('facts'), `pinger ${pinger.toLowerCase()} · ${openOutages || 'no'} open ${openOutages === 1 ? 'outage' : 'outages'}`);
  put($('unasked'), pinger === 'RUNNING' ? '' : `The pinger is ${pinger.toLowerCase()}: nobody asks the servers, and their heartbeats are from before.`);
  put($('queue'), `${queue.running} running · ${Math.max(0, queue.due - (queue.waiting.TURN ?? 0))} queued · ${waiting} waiting`);
  put($('range'), servers.length ? `${before + 1} – ${before + servers.length}` : '0');
  for (const [id, disabled] of [['newer', !before], ['older', !next], ['launch', !accounts.length]]) put($(id), { disabled });
  put($('no-servers'), servers.length ? '' : $('name').value || $('state').value ? 'No server is like that. Change the filter.'
    : accounts.length ? 'No server yet. Launch the first one.'
      : 'No account yet. Make one with “New account”, or with account:create in the shell. One of the simulator needs no credentials.');
  put($('no-operations'), operations.length ? '' : 'Nothing was asked for yet. What you ask for appears here: how far it is, and why it waits.');
  list($('servers'), servers, 'server', serverParts); list($('operations'), operations, 'operation', operationParts);
}

function serverParts({ id, account, name, size, image, state, heartbeat, heldBy, addresses, createdAt }, row) {
  const { verdict, outage, why } = heartbeat, power = /STOPP/.test(state) ? 'start' : 'stop';
  const marks = (beats.get(id) ?? []).map((beat, i, all) => [(BEATS - all.length + i) * 5 + 2.5, beat]);
  const draw = (part, verdicts, height) => row.querySelector(part).setAttribute('d', marks
    .filter(([, beat]) => verdicts.includes(beat.verdict)).map(([x, beat]) => `M${x} 18v-${height(beat)}`).join('') || 'M0 0');
  draw('.up', ['UP', 'FLAPPING'], beat => Math.min(17, 6 + 4 * Math.log10(1 + 10 * ms(beat))).toFixed(1));
  draw('.down', ['DOWN'], () => 17);
  Object.assign(row.dataset, { verdict, state });
  const kind = [now.accounts.find(each => each.id === account)?.name, size, image].join(' · ');
  const can = action => ({ value: action, disabled: state === 'TERMINATING' || !(heldBy || FROM[action].includes(state)) });
  return {
    dot: { title: verdict }, name: { textContent: name, title: id }, kind: { textContent: kind, title: kind }, state,
    held: heldBy ? `${actions.get(heldBy) ?? 'operation'} …` : outage ? `outage ${outage}` : '',
    verdict: { textContent: verdict === 'UP' ? `UP ${ms(heartbeat).toFixed(1)} ms` : verdict, title: why ?? '' }, since: since(heartbeat.since),
    address: addresses[0] ?? 'no address', created: since(createdAt),
    power: { textContent: power === 'start' ? 'Start' : 'Stop', ...can(power) }, reboot: can('reboot'), terminate: can('terminate'),
  };
}

function operationParts({ id, action, server, state, actor, progress, waiting, error, leftovers, createdAt, endedAt }, row) {
  const isOver = !OPEN.includes(state), soon = waiting?.until ? ` in ${span(waiting.until)}` : '';
  const reasons = {
    TURN: `Waits its turn behind ${actions.has(waiting?.heldBy) ? title(actions.get(waiting.heldBy), server) : 'an earlier operation'}`,
    LIMIT: `Waits for the account's rate, goes on${soon}`, SCHEDULE: `Begins${soon}, as asked`, DEPENDENCY: 'Waits for another operation',
    RETRY: `Tries again${soon}: ${error?.message ?? 'the last step failed'}`, CLOUD: `The cloud is working on it: ${progress.step}`,
    EXECUTOR: 'Waits for its executor, which is absent or busy', PERSON: `Needs your decision: ${error?.message ?? progress.step}`,
  };
  const left = leftovers.length ? ` Left in the cloud, removed when it turns up: ${leftovers.map(each => each.name).join(', ')}.` : '';
  row.dataset.state = state;
  return {
    title: { textContent: title(action, server), title: `${id}, asked for by ${actor}` }, state, at: since(endedAt ?? createdAt),
    bar: { value: isOver ? 100 : progress.percent ?? 0 }, cancel: { value: id, hidden: isOver || state === 'CANCELLING' },
    why: isOver ? error?.message : waiting ? `${reasons[waiting.for]} (${span(waiting.since)})` : state === 'ACCEPTED' ? 'In the queue' : progress.step,
    next: isOver && error ? (error.remedy ?? `operation:show ${id} tells more.`) + left : '',
  };
}
function say(text, isBad = false) {
  put($('said'), { textContent: text, className: isBad ? 'bad' : '', hidden: false });
  clearTimeout(say.hush);
  say.hush = setTimeout(() => put($('said'), { hidden: true }), isBad ? 20000 : 6000);
}

/** Lets in who has a token; who has none, or one that is refused, is asked for it. */
function enter(refusal = '') {
  token = sessionStorage.getItem('token');
  silence?.abort();
  for (const [id, hidden] of [['door', token], ['main', !token], ['forget', !token]]) put($(id), { hidden: Boolean(hidden) });
  put($('refusal'), refusal);
  reach(token ? 'coming' : 'locked', token ? 'Connecting' : '');
  follow(++turn);
}

/** What the dialog says: settings/region is a member of a member, and what is empty is left out. */
function said() {
  const body = {};
  for (const { name, value, type } of $('form').elements) {
    const [outer, inner] = name.split('/');
    if (name && value) Object.assign(inner ? body[outer] ??= {} : body, { [inner ?? outer]: type === 'number' ? Number(value) : value });
  }
  return body;
}

/** Opens the dialog. Its fields depend on what is chosen in it. */
async function open(what) {
  asked = { ...what, key: newKey() };
  $('fields').replaceChildren();
  for (const part of ['heading', 'text', 'back', 'go']) put($(part), what[part]);
  put($('go'), { className: what.kind ?? 'primary', disabled: false });
  $('dialog').showModal();
  await attempt(fill);
  $('fields').querySelector('input:not([hidden])')?.focus();
}
async function fill() {
  list($('fields'), await asked.fields(said()), 'field', ({ id, label, choices, ...input }, row) => {
    const select = row.querySelector('select'), isNew = choices && row.dataset.choices !== String(choices);
    if (isNew) select.replaceChildren(...choices.map(([value, text]) => new Option(text, value, false, value === select.value)));
    row.dataset.choices = choices;
    return { label, [choices ? 'select' : 'input']: { name: id, hidden: false, ...input } };
  });
}

/** Does what may be refused, and tells each refusal at its field. */
async function attempt(act) {
  const { errors = [], message } = await act().then(() => ({}), failure => failure);
  for (const label of $('fields').children) {
    const error = errors.find(({ pointer }) => pointer === `/${label.dataset.id}`);
    put(label.querySelector('em'), error?.detail);
    for (const input of label.querySelectorAll('input, select')) put(input, { ariaInvalid: String(Boolean(error)) });
  }
  const first = $('fields').querySelector('[aria-invalid=true]:not([hidden])');
  put($('wrong'), first ? '' : message);
  first?.focus();
}

/** Asks once for what the dialog says, however often that is submitted: its key stays until it is changed or refused. */
function submit() {
  const mine = asked, isThere = () => asked === mine && $('dialog').open;
  put($('go'), { disabled: true });
  return mine.act(said(), mine.key).then(() => isThere() && $('dialog').close(), failure => {
    if (failure.status) mine.key = newKey();
    if (isThere()) throw failure;
    say(failure.message, true);
  }).finally(() => asked === mine && put($('go'), { disabled: false }));
}

const choices = list => list.map(({ id, name, title = name }) => [id ?? name, title]);
const launching = {
  heading: 'Launch servers', go: 'Launch', back: 'Not now', act: (body, key) => change('POST', 'servers', body, key),
  fields: async ({ account }) => {
    const { items } = await json('accounts');
    const catalog = await json(`accounts/${account ?? items[0].id}/catalog`);
    const labels = Object.entries({ size: 'Size', image: 'Image', network: 'Network', zone: 'Zone', keyPair: 'Key pair' });
    return [{ id: 'account', label: 'Account', choices: choices(items) }, { id: 'name', label: 'Name' },
      { id: 'count', label: 'Count', type: 'number', min: 1, max: 1000, placeholder: '1' },
      ...labels.filter(([id]) => catalog[`${id}s`].length).map(([id, label]) => ({ id, label, choices: choices(catalog[`${id}s`]) }))];
  },
};
const connecting = {
  heading: 'New account', go: 'Make the account', back: 'Not now', act: (body, key) => change('POST', 'accounts', body, key),
  text: 'The credentials and settings for one cloud. The simulated one needs only a name. Every setting: account:create in the shell.',
  fields: async ({ executor = 'simulator' }) => {
    const { items } = await json('executors');
    const chosen = items.find(({ name }) => name === executor) ?? items[0];
    const needed = (part, type) => chosen[part].required.map(name => (
      { id: `${part}/${name}`, label: name, type, placeholder: chosen[part].properties[name].description }));
    return [{ id: 'executor', label: 'Cloud', value: chosen.name, choices: choices(items) }, { id: 'name', label: 'Name' },
      ...needed('settings', 'text'), ...needed('credentials', 'password')];
  },
};
const ending = ({ id, name }) => ({
  heading: `Terminate ${name}?`, go: `Terminate ${name}`, back: 'Keep it', kind: 'danger', fields: async () => [],
  text: 'The server and what it has stored are removed from its cloud. This cannot be undone.', act: (body, key) => change('DELETE', `servers/${id}`, body, key),
});

const keep = token => (sessionStorage[token ? 'setItem' : 'removeItem']('token', token), enter());
const on = (id, event, act) => $(id).addEventListener(event, act);
on('servers', 'click', ({ target }) => {
  const server = now.servers.find(({ id }) => id === target.closest('li')?.dataset.id);
  if (target.value === 'terminate') open(ending(server));
  else if (target.value) ask('POST', `servers/${server.id}/${target.value}`);
});
on('operations', 'click', ({ target: { value } }) => value && ask('POST', `operations/${value}/cancel`));
const clicks = { connect: () => open(connecting), launch: () => open(launching), back: () => $('dialog').close(), forget: () => keep(),
  newer: () => look(cursors.pop()), older: () => look(cursors.push(now.next)) };
for (const id in clicks) on(id, 'click', clicks[id]);
on('form', 'input', ({ target }) => (asked.key = newKey()) && target.tagName === 'SELECT' && attempt(fill));
on('form', 'submit', event => event.preventDefault() ?? ($('go').disabled || attempt(submit)));
on('door', 'submit', event => event.preventDefault() ?? keep($('token').value.trim()));
for (const id of ['name', 'state']) on(id, 'input', () => look(cursors = ['']));
$('state').append(...PRESENT.concat('TERMINATED').map(state => new Option(state.toLowerCase(), state)));
setInterval(() => now && document.body.dataset.reach !== 'away' && show(), 1000); // what is from then does not grow older
setInterval(() => document.hidden || document.body.dataset.reach !== 'live' || look(), TICK);
setInterval(() => Date.now() - heard > SILENCE && silence?.abort(), TICK); // a comment comes each 15 s: the connection is dead
enter();
