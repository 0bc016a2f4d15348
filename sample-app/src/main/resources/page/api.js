/** What the server answers with an error: its problem, for people in `message`, for programs in `problem`. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? 'The server could not do that. Please try again.');
    this.problem = problem;
  }
}

async function call(method, path, body) {
  const isForm = body instanceof FormData;
  const response = await fetch(path, {
    method,
    headers: body === undefined || isForm ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined || isForm ? body : JSON.stringify(body),
  });
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  const answer = isJson ? await response.json() : {};
  if (!response.ok) {
    throw new Refused(answer);
  }
  return answer;
}

export const sale = () => call('GET', '/api/sale');
export const lots = () => call('GET', '/api/lots');
export const bidsOn = lot => call('GET', `/api/lots/${lot}/bids`);
export const bid = (lot, cents) => call('POST', `/api/lots/${lot}/bids`, { cents });
export const bidder = () => call('GET', '/api/bidder');
export const introduce = name => call('PUT', '/api/bidder', { name });
export const leave = () => call('DELETE', '/api/bidder');
export const consign = form => call('POST', '/lots', form);
export const backstage = () => call('GET', '/api/backstage');
