// Of several questions about one thing only the newest is answered; the others, whose answers may be older, get null.
export function latest(ask) {
  let asked = 0;
  return async (...what) => {
    const mine = ++asked;
    const answer = await ask(...what);
    return mine === asked ? answer : null;
  };
}
