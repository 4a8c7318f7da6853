import { announce } from "../lib/announce.js";
import { elementsOf, load } from "../lib/fragment.js";
import { toast } from "./toast-list.js";

// <org-chart><ul class="chart__branch"><li class="chart__node">…: becomes a tree. Arrows walk and open it, a branch
// comes when it is opened. Without scripts its arrows are links to the chart of that person.
class OrgChart extends HTMLElement {
  connectedCallback() {
    this.querySelector("ul").setAttribute("role", "tree");
    this.querySelector("ul").setAttribute("aria-label", this.getAttribute("aria-label"));
    this.removeAttribute("aria-label");
    this.#dress(this);
    const here = this.querySelector(".chart__node--here");
    if (here) here.tabIndex = 0;
    if (here && here.getBoundingClientRect().bottom > innerHeight) here.scrollIntoView({ block: "center" });
    this.addEventListener("click", this.#clicked);
    this.addEventListener("keydown", this.#pressed);
    this.addEventListener("focusin", ({ target }) => target.matches("[role=treeitem]") && this.#hold(target));
  }

  #dress(part) {
    for (const list of part.querySelectorAll("ul:not([role])")) list.setAttribute("role", "group");
    for (const more of part.querySelectorAll(".chart__more")) more.setAttribute("role", "none");
    for (const node of part.querySelectorAll(".chart__node:not([role])")) {
      node.setAttribute("role", "treeitem");
      node.tabIndex = -1;
      node.setAttribute("aria-label", [...node.querySelectorAll(":scope > .chart__row .person-row__text > *")].map(({ textContent }) => textContent.trim()).filter(Boolean).join(", "));
      if (toggleOf(node)) node.setAttribute("aria-expanded", String(Boolean(branchOf(node))));
      if (node.matches(".chart__node--here")) node.setAttribute("aria-selected", "true");
      for (const link of node.querySelectorAll(":scope > .chart__row a")) link.tabIndex = -1;
    }
  }

  #clicked = (event) => {
    const toggle = event.target.closest(".chart__toggle[data-team]");
    const more = event.target.closest(".chart__more a");
    if ((!toggle && !more) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (more) return this.#more(more);
    const node = toggle.closest(".chart__node");
    node.focus();
    if (isOpen(node) && !isPart(node)) close(node);
    else this.#open(node);
  };

  // Of the managers above, the first click brings the rest of their team; what stands there already stays.
  async #open(node) {
    const there = branchOf(node);
    node.setAttribute("aria-expanded", "true");
    if (there && !isPart(node)) return;
    await this.#ask(node, toggleOf(node).dataset.team, (branch) => {
      if (!there) return node.append(branch);
      for (const known of there.querySelectorAll(":scope > .chart__node")) {
        branch.querySelector(`:scope > [data-person="${known.dataset.person}"]`)?.remove();
      }
      there.append(...branch.children);
      delete there.dataset.part;
    });
    if (!branchOf(node)) node.setAttribute("aria-expanded", "false");
  }

  #more(link) {
    const row = link.closest(".chart__more");
    const list = row.parentElement;
    return this.#ask(list.closest(".chart__node"), link.href, (branch) => {
      const [first] = branch.children;
      row.replaceWith(...branch.children);
      first?.focus();
    });
  }

  async #ask(node, url, put) {
    if (node.ariaBusy === "true") return;
    node.ariaBusy = "true";
    try {
      const [branch] = elementsOf(await load(url));
      const holder = document.createElement("div");
      holder.append(branch);
      this.#dress(holder);
      put(branch);
      announce([...branchOf(node).querySelectorAll(":scope > .chart__node")].map(({ ariaLabel }) => ariaLabel).slice(0, 5).join("; "));
    } catch {
      toast(this.dataset.lost, { kind: "error" });
    } finally {
      node.ariaBusy = null;
    }
  }

  #hold(node) {
    for (const other of this.querySelectorAll("[role=treeitem][tabindex='0']")) other.tabIndex = -1;
    node.tabIndex = 0;
  }

  #pressed = (event) => {
    const node = event.target.closest("[role=treeitem]");
    if (!node || event.target !== node || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...this.querySelectorAll("[role=treeitem]")].filter((one) => one.checkVisibility());
    const at = all.indexOf(node);
    const [into, out] = getComputedStyle(this).direction === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    const moves = {
      ArrowDown: () => all[at + 1]?.focus(),
      ArrowUp: () => all[at - 1]?.focus(),
      Home: () => all[0].focus(),
      End: () => all.at(-1).focus(),
      Enter: () => node.querySelector(":scope > .chart__row .person-row").click(),
      [into]: () => (toggleOf(node) && (!isOpen(node) || isPart(node)) ? this.#open(node) : branchOf(node)?.querySelector("[role=treeitem]")?.focus()),
      [out]: () => (isOpen(node) ? close(node) : node.parentElement.closest("[role=treeitem]")?.focus()),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
}

const toggleOf = (node) => node.querySelector(":scope > .chart__row > .chart__toggle[data-team]");
const branchOf = (node) => node.querySelector(":scope > .chart__branch");
const isOpen = (node) => node.getAttribute("aria-expanded") === "true";
const isPart = (node) => branchOf(node)?.hasAttribute("data-part") ?? false;
const close = (node) => node.setAttribute("aria-expanded", "false");

customElements.define("org-chart", OrgChart);
