// What the scripts of the page's parts share. Each takes from it what it needs, for its own `element`.
//
// All HTML that is put in place by them was escaped on the server. Text is set as text.
window.tweespraak = (element) => {
  const NARROW = window.matchMedia("(max-width: 899px)");
  const find = (selector, within = element) => within.querySelector(selector);
  const findAll = (selector, within = element) => [...within.querySelectorAll(selector)];
  const focusQuestion = () => {
    if (!document.activeElement?.closest(".drawer")) find("#question textarea", document)?.focus();
  };

  // The same button or menu, after what it stood in was drawn anew.
  const keyOf = (node) => JSON.stringify([node.dataset, node.closest("[data-id], [data-number]")?.dataset]);
  const sameAs = (gone, within = element) =>
    findAll(gone.tagName, within).find((each) => each.className === gone.className && keyOf(each) === keyOf(gone));

  // What is as it was stays, it may be half read; what has the focus or is unfolded comes back so. Returns what had
  // the focus and did not come back.
  const drawn = new WeakMap();
  function draw(node, html) {
    if (drawn.get(node) === html) return null;
    const held = find(":focus", node);
    const unfolded = findAll("details[open]", node);
    node.innerHTML = html;
    drawn.set(node, html);
    for (const menu of unfolded) sameAs(menu, node)?.setAttribute("open", "");
    const same = held && sameAs(held, node);
    same?.focus({ preventScroll: true });
    return same ? null : held;
  }

  // Texts in the reader's language: of a node with data-text its content, with data-label its name.
  function label(labels) {
    for (const node of findAll("[data-text]")) node.textContent = labels[node.dataset.text];
    for (const node of findAll("[data-label]")) {
      const text = labels[node.dataset.label];
      node.setAttribute("aria-label", text);
      if (node.matches("button")) node.title = text;
      if (node.matches("input")) node.placeholder = text;
    }
  }

  // A click calls what stands beside the first selector that it hit.
  function onClick(acts, root = element) {
    root.addEventListener("click", (event) => {
      for (const [selector, act] of Object.entries(acts)) {
        const node = event.target.closest(selector);
        if (node) return act(node, event);
      }
      return undefined;
    });
  }

  // An unfolded menu closes with Escape, with a click beside it, and when the focus goes on.
  function closing(root, selector) {
    const escape = (event) => {
      const menu = event.key === "Escape" && event.target.closest?.(selector);
      if (!menu) return;
      event.stopPropagation(); // the innermost alone
      event.preventDefault();
      menu.open = false;
      find("summary", menu).focus();
    };
    root.addEventListener("keydown", escape, { capture: true });
    document.addEventListener("pointerdown", (event) => {
      for (const menu of findAll(selector, root)) menu.open = menu.contains(event.target);
    });
    root.addEventListener("focusout", (event) => {
      const menu = event.target.closest(selector);
      if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
  }

  function say(text) {
    find(".said").textContent = text ?? "";
    find(".undo").hidden = true;
  }

  // Returns what does something to a list and asks for it anew; a late answer never replaces a later one.
  function lister(ask, show) {
    let asked = 0;
    return async function refresh(act = {}) {
      const request = (asked += 1);
      const answer = await ask(act);
      if (answer.said || act.act) say(answer.said);
      if (request === asked) show(answer);
      else if (act.act) await refresh(); // the list that was asked for later may have been made before this was done
      return answer;
    };
  }

  return { NARROW, find, findAll, focusQuestion, sameAs, draw, label, onClick, closing, say, lister };
};
