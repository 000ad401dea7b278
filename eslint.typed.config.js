/** Rules that need types: they find promises nobody waits for and cases nobody handles. Half a minute, so apart. */
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

export default ts.config({
  files: ['src/**/*.{ts,tsx}'],
  // the other rules, and what they let pass, are those of eslint.config.js
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  languageOptions: {
    parser: ts.parser,
    parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
  },
  plugins: { '@typescript-eslint': ts.plugin, 'react-hooks': hooks },
  rules: {
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': 'error',
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
})
