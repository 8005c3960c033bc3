import tseslint from 'typescript-eslint';

/** What each floor may not import of ours; test/unit/floors.test.ts is the law, this is its hint in the editor. */
const floorBans = {
  'src/kernel': ['domain', 'tmf630', 'events', 'usecases', 'neighbours', 'resources', 'storage', 'http', 'cli', 'jobs'],
  'src/domain': ['tmf630', 'events', 'usecases', 'neighbours', 'resources', 'storage', 'http', 'cli', 'jobs'],
  'src/tmf630': ['domain', 'events', 'usecases', 'neighbours', 'resources', 'storage', 'http', 'cli', 'jobs'],
  'src/events': ['domain', 'usecases', 'neighbours', 'resources', 'storage', 'http', 'cli', 'jobs'],
  'src/usecases': ['resources', 'storage', 'http', 'cli', 'jobs'],
  'src/resources': ['events', 'usecases', 'neighbours', 'storage', 'http', 'cli', 'jobs'],
  'src/storage': ['http', 'cli', 'jobs'],
  'src/http': ['storage', 'cli', 'jobs'],
  'src/cli': ['tmf630', 'events', 'usecases', 'neighbours', 'resources', 'storage', 'http', 'jobs'],
  conformance: ['src', 'jobs', 'test', 'bench', 'scripts'],
  jobs: ['domain', 'tmf630', 'neighbours', 'resources', 'storage', 'http', 'cli'],
};

const timeAndChance = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time is an argument: take an instant or a Clock (src/kernel/clock.ts).',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time is an argument: take an instant or a Clock (src/kernel/clock.ts).',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Chance is an argument: take a RandomSource (src/kernel/random.ts).',
  },
];

const sizes = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 50 }],
  complexity: ['error', 10],
  '@typescript-eslint/max-params': ['error', { max: 3, countVoidThis: false }],
};

const typed = {
  // Numbers print the same everywhere; the rule guards against objects and undefined in texts.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  'no-nested-ternary': 'error',
  eqeqeq: 'error',
};

export default tseslint.config(
  { ignores: ['node_modules', 'dist', '.cache', 'coverage', 'data', 'src/generated', 'src/http/dashboard/public'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: typed,
  },
  { files: ['src/**/*.ts', 'jobs/**/*.ts', 'conformance/**/*.ts'], rules: { ...sizes, 'no-console': 'error' } },
  {
    files: ['src/**/*.ts', 'jobs/**/*.ts'],
    ignores: ['src/kernel/**'],
    rules: { 'no-restricted-syntax': ['error', ...timeAndChance] },
  },
  ...Object.entries(floorBans).map(([floor, bans]) => ({
    files: [`${floor}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: bans.map((ban) => ({ group: [`../**/${ban}/**`], message: `${floor} may not import ${ban}.` })) },
      ],
    },
  })),
  {
    files: ['test/**/*.ts'],
    rules: {
      // Files and functions of tests are tables: their length says nothing.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Answers of the service arrive as `any` from supertest, and are asserted on, not computed with.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
);
