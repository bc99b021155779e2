import './confusion_table.css';

export interface Confusions {
  readonly caption: string;
  /** Names of what there was, and of what it was taken for. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly count: (row: number, column: number) => number;
  readonly right: (row: number, column: number) => boolean;
}

/** How often what was taken for what. */
export function confusionTable({ caption, rows, columns, count, right }: Confusions): HTMLTableElement {
  const table = document.createElement('table');
  table.className = 'confusions';
  table.createCaption().textContent = caption;
  const head = table.createTHead().insertRow();
  head.insertCell();
  head.append(...columns.map((name) => heading(name, 'col')));
  const body = table.createTBody();
  rows.forEach((name, row) => {
    const cells = body.insertRow();
    cells.append(heading(name, 'row'));
    columns.forEach((_, column) => {
      const cell = cells.insertCell();
      const times = count(row, column);
      if (times > 0) cell.textContent = String(times);
      if (right(row, column)) cell.dataset['is'] = 'right';
      else if (times > 0) cell.dataset['is'] = 'wrong';
    });
  });
  return table;
}

function heading(text: string, scope: 'row' | 'col'): HTMLElement {
  const cell = document.createElement('th');
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}
