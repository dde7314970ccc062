// Choosing a source, and paper. Without this the page reads the same; nothing is only here.
(() => {
  const all = (selector, under = document) => Array.from(under.querySelectorAll(selector));

  // Notes stand beside their lines, or below the note before where that is in the way.
  const wide = matchMedia('screen and (min-width: 52.01rem) and (scripting: enabled)');
  const place = () => {
    if (!wide.matches) return;
    all('.draft').forEach(draft => {
      const rows = all('.n', draft).filter(n => n.offsetParent).map(n => [n, n.parentElement.offsetTop, n.offsetHeight]);
      let free = 0;
      rows.forEach(([notes, top, height]) => {
        notes.style.setProperty('--y', `${Math.max(0, free - top)}px`);
        free = Math.max(free, top) + height + 8;
      });
      draft.style.minHeight = `${free}px`;
    });
  };

  const choose = (article, button) => {
    const source = button && button.getAttribute('aria-pressed') !== 'true' ? button.dataset.s : null;
    let passages = 0;
    all('.lab button', article).forEach(b => b.setAttribute('aria-pressed', String(b === button && source !== null)));
    all('.r', article).forEach(row => {
      const said = source === null ? [] : all(`[data-s~="${source}"]`, row);
      row.hidden = source !== null && said.length === 0;
      all('.on', row).forEach(mark => mark.classList.remove('on'));
      said.forEach(mark => mark.classList.add('on'));
      passages += said.length > 0;
    });
    const draft = article.querySelector('.draft');
    draft.classList.toggle('filtered', source !== null);
    const status = draft.querySelector('.chosen');
    status.textContent = '';
    if (source === null) {
      place();
      return;
    }
    const sign = button.querySelector('.t').textContent;
    const who = button.querySelector('.who').textContent;
    status.append(`${passages} paragraph${passages === 1 ? '' : 's'} with ${sign}, ${who}. `);
    const back = document.createElement('button');
    back.type = 'button';
    back.textContent = 'Show the whole draft';
    back.addEventListener('click', () => { choose(article, null); button.focus(); });
    status.append(back);
    place();
    draft.scrollIntoView({block: 'start'});
  };

  all('article').forEach(article => {
    all('.lab', article).forEach(label => {
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.s = label.dataset.s;
      button.setAttribute('aria-pressed', 'false');
      button.append(...label.childNodes);
      button.addEventListener('click', () => choose(article, button));
      label.append(button);
    });
  });

  // Several drafts: a list of them, with their scores, before the first.
  const articles = all('article');
  if (articles.length > 1) {
    const nav = document.createElement('nav');
    const list = document.createElement('ol');
    nav.setAttribute('aria-label', 'Drafts');
    articles.forEach(article => {
      const link = document.createElement('a');
      const score = article.querySelector('h1 .value');
      link.href = `#${article.id}`;
      link.append(article.querySelector('.file bdi').cloneNode(true));
      const item = document.createElement('li');
      item.append(link, score ? ` ${score.textContent}` : ' –');
      list.append(item);
    });
    nav.append(list);
    document.body.prepend(nav);
  }

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') all('article').forEach(article => choose(article, null));
  });

  // A link into something folded or left out shows it.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest('.r[hidden]')) choose(target.closest('article'), null);
    const folded = target.matches('li') ? target.querySelector('details') : target.closest('details');
    if (folded) folded.open = true;
    target.scrollIntoView({block: 'nearest'});
  };
  addEventListener('hashchange', reveal);
  reveal();

  addEventListener('resize', place);
  addEventListener('load', place);
  document.addEventListener('toggle', event => { if (event.target.closest('.n')) place(); }, true);
  place();

  let folded = [];
  addEventListener('beforeprint', () => { folded = all('details:not([open])'); folded.forEach(d => { d.open = true; }); });
  addEventListener('afterprint', () => folded.forEach(d => { d.open = false; }));
})();
