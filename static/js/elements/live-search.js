/* <live-search for="found"><form action><input type="search" name="q"></form></live-search>
   Answers while one types: asks for the form's own page and takes over what stands in #found. Without it the form works as forms do. */
const PAUSE = 150;

class LiveSearch extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.addEventListener("input", () => this.soon());
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
    });
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  async search() {
    clearTimeout(this.timer);
    const url = new URL(this.form.action);
    url.search = new URLSearchParams(new FormData(this.form));
    if (url.search === this.asked) return;
    this.asked = url.search;
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(url, { signal: this.asking.signal });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      this.show(await answer.text());
      history.replaceState(history.state, "", url);
    } catch (problem) {
      if (problem.name !== "AbortError") this.form.submit();
    }
  }

  show(html) {
    const id = this.getAttribute("for");
    const page = new DOMParser().parseFromString(html, "text/html");
    document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
    for (const select of this.querySelectorAll("select[id]")) this.renew(select, page.getElementById(select.id));
  }

  // The choices that are left, with how many there are of each; what is chosen stays chosen.
  renew(select, fresh) {
    const { value } = select;
    select.replaceChildren(...fresh.childNodes);
    select.value = value;
    select.toggleAttribute("data-chosen", Boolean(value));
  }
}

customElements.define("live-search", LiveSearch);
