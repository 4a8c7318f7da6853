// Posts that came while somebody reads: they wait for a tap. `draw(count)` shows how many there are.
export class WaitingPosts {
  #posts = new Map();

  constructor(draw) {
    this.draw = draw;
  }

  add(post) {
    this.#posts.set(post.id, post);
    this.draw(this.#posts.size);
  }

  remove(id) {
    if (this.#posts.delete(id)) this.draw(this.#posts.size);
  }

  get(id) {
    return this.#posts.get(id);
  }

  take() {
    const posts = [...this.#posts.values()];
    this.#posts.clear();
    this.draw(0);
    return posts;
  }
}
