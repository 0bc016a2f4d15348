const FIRST_RETRY_MILLIS = 500;
const LAST_RETRY_MILLIS = 15000;

/**
 * The connection on which bids come in. Tells `onState` 'live', 'refused' (the server said no to the handshake) or 'lost'
 * (it is trying again), and hands each message to `onNews`.
 */
export class Saleroom {
  #socket = null;
  #retryMillis = FIRST_RETRY_MILLIS;
  #timer;

  constructor({ onState, onNews, isWelcome }) {
    this.onState = onState;
    this.onNews = onNews;
    this.isWelcome = isWelcome;
  }

  enter() {
    this.leave();
    const socket = new WebSocket(`${location.protocol.replace('http', 'ws')}//${location.host}/bids`);
    this.#socket = socket;
    socket.onopen = () => {
      this.#retryMillis = FIRST_RETRY_MILLIS;
      this.onState('live');
    };
    socket.onmessage = event => this.onNews(JSON.parse(event.data));
    socket.onclose = () => this.#closed(socket);
  }

  leave() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  say(text) {
    this.#socket?.send(text);
  }

  async #closed(socket) {
    if (socket !== this.#socket) {
      return;
    }
    // browsers don't say why a handshake failed, so ask whether we would have been let in
    const welcome = await this.isWelcome().catch(() => true);
    if (socket !== this.#socket) {
      return;
    }
    if (!welcome) {
      this.onState('refused');
      return;
    }
    this.onState('lost');
    this.#timer = setTimeout(() => this.enter(), this.#retryMillis);
    this.#retryMillis = Math.min(this.#retryMillis * 2, LAST_RETRY_MILLIS);
  }
}
