// 没有它页面也完整可读：它只让表可以排序、窄屏的目录可以收起、图中数字可以折叠。
(function () {
  'use strict';

  // 目录：窄屏收起，点“目录”展开。
  function foldMenu() {
    const link = document.querySelector('.menu-link');
    const menu = document.getElementById('menu');
    if (!link || !menu) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'menu-link';
    button.textContent = link.textContent;
    button.setAttribute('aria-controls', 'menu');
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', function () {
      const shown = menu.classList.toggle('shown');
      button.setAttribute('aria-expanded', String(shown));
    });
    link.parentNode.replaceChild(button, link);
    document.body.classList.add('menu-ready');
  }

  // 图中数字：屏幕上折叠，打印时全部展开。
  function foldDetails() {
    const all = Array.from(document.querySelectorAll('.chart details'));
    let opened = [];
    all.forEach(function (details) { details.open = false; });
    window.addEventListener('beforeprint', function () {
      opened = all.filter(function (details) { return details.open; });
      all.forEach(function (details) { details.open = true; });
    });
    window.addEventListener('afterprint', function () {
      all.forEach(function (details) { details.open = opened.includes(details); });
    });
  }

  // 框里放得下的表不必用键盘停留；下面还有行、右边还有列的，说一声。
  function quietFrames() {
    document.querySelectorAll('.scroll').forEach(quietFrame);
  }

  function quietFrame(frame) {
    const beside = frame.scrollWidth - frame.clientWidth - frame.scrollLeft > 1;
    const scrolls = frame.scrollWidth > frame.clientWidth + 1 || frame.scrollHeight > frame.clientHeight + 1;
    if (scrolls) frame.setAttribute('tabindex', '0');
    else frame.removeAttribute('tabindex');
    const below = rowsBelow(frame);
    const said = [];
    if (below > 0) said.push('下面还有' + below + '行');
    if (beside) said.push('右边还有列');
    const next = frame.nextElementSibling;
    let more = next && next.classList.contains('more') ? next : null;
    if (!more && scrolls) {
      more = document.createElement('p');
      more.className = 'more';
      frame.insertAdjacentElement('afterend', more);
      frame.addEventListener('scroll', function () { quietFrame(frame); });
    }
    // 滚到头时留着空行，免得下面的内容跳动。
    if (more) more.textContent = said.length ? said.join('，') + '，可在框内滚动。' : '\u00a0';
    if (more && !scrolls) more.textContent = '';
  }

  function rowsBelow(frame) {
    if (frame.scrollHeight <= frame.clientHeight + 1) return 0;
    const end = frame.getBoundingClientRect().top + frame.clientHeight;
    return Array.from(frame.querySelectorAll('tbody tr:not(.group)')).filter(function (row) {
      return row.getBoundingClientRect().bottom > end + 1;
    }).length;
  }

  // 数在前，按大小；没有数的在后，按文字；空的总在最后。
  function keyOf(cell) {
    const text = (cell.getAttribute('data-by') || cell.textContent).trim();
    const number = parseFloat(text.replace('−', '-').replace(/^\+/, ''));
    return { text: text, number: /^[+−-]?[0-9]/.test(text) ? number : NaN };
  }

  function compare(a, b) {
    const an = !isNaN(a.number);
    const bn = !isNaN(b.number);
    if (an && bn) return a.number - b.number;
    if (an !== bn) return an ? -1 : 1;
    return a.text.localeCompare(b.text, 'zh-CN');
  }

  // 只在同一组里排；合计行留在原处。
  function sortBody(body, column, sign) {
    const rows = Array.from(body.rows);
    const movable = rows.filter(function (row) { return !row.classList.contains('group') && !row.classList.contains('total'); });
    const sorted = movable
      .map(function (row, place) { return { row: row, key: keyOf(row.cells[column]), place: place }; })
      .sort(function (a, b) {
        if ((a.key.text === '') !== (b.key.text === '')) return a.key.text === '' ? 1 : -1;
        return sign * compare(a.key, b.key) || a.place - b.place;
      });
    let next = 0;
    rows.map(function (row) { return movable.includes(row) ? sorted[next++].row : row; })
      .forEach(function (row) { body.appendChild(row); });
  }

  function sortable(table) {
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      const button = document.createElement('button');
      button.type = 'button';
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener('click', function () {
        const up = head.getAttribute('aria-sort') !== 'ascending';
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        Array.from(table.tBodies).forEach(function (body) { sortBody(body, column, up ? 1 : -1); });
      });
    });
  }

  foldMenu();
  foldDetails();
  document.querySelectorAll('main:not(.paper) table[data-sort]').forEach(sortable);
  quietFrames();
  window.addEventListener('resize', quietFrames);
}());
