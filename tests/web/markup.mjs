// html-validate's recommended rules, with those left out that judge taste and not correctness.

import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const loader = new StaticConfigLoader({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // Names of plans and indicators are as long as they are.
    'long-title': 'off',
    // `<rect/>` inside SVG is XML and closes itself.
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
    // Anchors are periods and numbers of problems: `2024-03`.
    'valid-id': ['error', { relaxed: true }],
    'no-dup-id': 'error',
    'no-redundant-role': 'error',
    'script-type': 'error',
    'wcag/h30': 'error',
    'wcag/h37': 'error',
    'wcag/h63': 'error',
  },
});
const validator = new HtmlValidate(loader);

export async function markupFaults(text, page) {
  const report = await validator.validateString(text, page);
  return report.results.flatMap((r) => r.messages).map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
}
