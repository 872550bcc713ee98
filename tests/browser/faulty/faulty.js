// What the faulty pages do wrong; the attribute of their main part says which fault.
const main = document.querySelector('main');
const add = (parent, tag, text) => {
  const element = document.createElement(tag);
  element.textContent = text;
  parent.appendChild(element);
};
const FAULTS = {
  throws() { throw new Error('thrown by the page'); },
  shifts() {
    const push = document.createElement('div');
    push.className = 'tall';
    requestAnimationFrame(() => requestAnimationFrame(() => main.prepend(push)));
  },
  trap() {
    document.querySelectorAll('a').forEach((link, number, all) => {
      link.addEventListener('blur', () => setTimeout(() => all[0].focus()));
    });
  },
  scripted() { add(main, 'p', '二'); },
  // Whatever is asked: a hit that cannot be reached, lasts not, and is not counted.
  hits() {
    document.querySelector('input').addEventListener('input', () => {
      document.querySelector('.results').replaceChildren();
      add(document.querySelector('.results'), 'li', '别的');
    });
  },
  filter() {
    const [first, second] = document.querySelectorAll('.entry');
    document.querySelector('input').addEventListener('input', () => { [first.hidden, second.hidden] = [false, true]; });
  },
  table() { addEventListener('change', () => add(document.querySelector('table'), 'td', '一'), { once: true }); },
  back() {
    const show = () => ['一', '二', '三'].forEach(text => add(document.querySelector('table'), 'td', text));
    if (location.search) show();
    addEventListener('change', () => {
      if (document.querySelectorAll(':checked').length < 3) return;
      history.pushState(null, '', '?place=a,b&indicator=c');
      show();
    });
  },
};
FAULTS[main.dataset.fault]();
