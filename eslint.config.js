import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['dist', 'dist-cli', 'data/town', 'tests/output', 'node_modules'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    // the rooms that may import React; the rules compile each function, nine tenths of the whole check's time elsewhere
    files: ['src/{analyses,app,charts,desk,map,print,street,ui,views}/**', 'src/*.tsx', 'tests/**/*.tsx'],
    plugins: { 'react-hooks': hooks },
    rules: hooks.configs.recommended.rules,
  },
  {
    rules: {
      // the contents pages hold methods of many result types
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unused-vars': 'off', // tsc reports these
      'no-undef': 'off', // tsc reports these
    },
  },
)
