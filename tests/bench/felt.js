// What a person feels, timed in the page: from a tap or a key to the frame that shows its answer.
window.felt = {
  // Runs `act`, and tells after how many milliseconds `shown` is true and drawn.
  until(act, shown) {
    return new Promise((done, fail) => {
      const start = performance.now();
      const late = setTimeout(() => fail(`not shown: ${shown}`), 30000);
      let over = false;
      const look = () => {
        if (over || !shown()) return;
        over = true;
        observer.disconnect();
        clearTimeout(late);
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
      };
      const observer = new MutationObserver(look);
      const all = { childList: true, subtree: true, characterData: true, attributes: true };
      observer.observe(document, all);
      act();
      look();
    });
  },

  // Types a text key by key; the time of each until the list below is another one.
  async type(text) {
    const field = document.querySelector("#search");
    const found = () => document.querySelector("main")?.textContent;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    const times = [];
    for (let end = 1; end <= text.length; end++) {
      const before = found();
      const key = () => {
        set.call(field, text.slice(0, end));
        field.dispatchEvent(new Event("input", { bubbles: true }));
      };
      // A key that changes nothing that shows has no answer to wait for.
      const patience = new Promise((done) => setTimeout(() => done(null), 3000));
      times.push(await Promise.race([this.until(key, () => found() !== before), patience]));
    }
    return times.filter((time) => time !== null);
  },

  // Scrolls the screen to its end, half a window each frame; how long each frame took.
  scroll(frames) {
    const main = document.querySelector("main");
    const times = [];
    return new Promise((done) => {
      let last = performance.now();
      const step = (now) => {
        times.push(now - last);
        last = now;
        main.scrollTop += main.clientHeight / 2;
        if (times.length < frames) requestAnimationFrame(step);
        else done(times.slice(1));
      };
      requestAnimationFrame(step);
    });
  },

  tap(selector) {
    document.querySelector(selector).click();
  },
};
