// The arrows of the house. Anything not drawn here does not exist.
const ARROWS = {
  organisations: [],
  people: ['organisations'],
  settings: ['people', 'organisations'],
  signin: ['people', 'organisations'],
  dossier: ['settings', 'people', 'organisations'],
  'open-items': ['dossier', 'settings', 'people', 'organisations'],
  kaders: ['dossier', 'people', 'organisations'],
  council: ['attention', 'kaders', 'open-items', 'dossier', 'people', 'organisations'],
  evaluations: ['open-items', 'dossier', 'people', 'organisations'],
  letters: ['council', 'dossier', 'people', 'organisations'],
  process: ['kaders', 'open-items', 'dossier', 'people', 'organisations'],
  'council-items': [
    'attention',
    'council',
    'process',
    'kaders',
    'open-items',
    'dossier',
    'settings',
    'people',
    'organisations',
  ],
  search: ['dossier', 'open-items', 'kaders', 'people', 'organisations'],
  attention: ['open-items', 'dossier', 'people', 'organisations'],
  parties: ['dossier', 'open-items', 'settings', 'people', 'organisations'],
  handover: ['attention', 'kaders', 'open-items', 'dossier', 'people', 'organisations'],
  appearance: ['people', 'organisations'],
  staffing: ['open-items', 'dossier', 'people', 'organisations'],
  overview: ['open-items', 'dossier', 'people', 'organisations'],
  imports: ['open-items', 'dossier', 'people', 'organisations'],
  moving: ['attention', 'dossier', 'signin', 'people', 'organisations'],
}

export default {
  forbidden: [
    ...Object.entries(ARROWS).map(([from, to]) => ({
      name: `${from}-follows-its-arrows`,
      severity: 'error',
      from: { path: `^capabilities/${from}/`, pathNot: ['/web/', '\\.test\\.tsx?$'] },
      to: { path: '^capabilities/', pathNot: `^capabilities/(${[from, ...to].join('|')})/` },
    })),
    {
      name: 'every-capability-is-drawn',
      severity: 'error',
      from: { path: '^capabilities/', pathNot: `^capabilities/(${Object.keys(ARROWS).join('|')})/` },
      to: {},
    },
    {
      name: 'capabilities-meet-at-the-front-door',
      severity: 'error',
      from: { path: '^capabilities/([^/]+)/', pathNot: ['/web/', '\\.test\\.tsx?$'] },
      to: { path: '^capabilities/', pathNot: ['^capabilities/$1/', '^capabilities/[^/]+/index\\.ts$'] },
    },
    {
      name: 'foundation-knows-no-capability',
      severity: 'error',
      from: { path: '^foundation/' },
      to: { path: '^(capabilities|app)/' },
    },
    {
      name: 'only-tests-see-the-whole-house',
      severity: 'error',
      from: { path: '^capabilities/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^app/' },
    },
    {
      name: 'pages-know-only-contracts-and-words',
      severity: 'error',
      from: { path: '^capabilities/([^/]+)/web/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^(capabilities|foundation|app|database)/',
        pathNot: ['/web/', '/contract\\.ts$', '^capabilities/$1/text\\.\\w+\\.ts$'],
      },
    },
    {
      name: 'the-contract-stands-alone',
      severity: 'error',
      from: { path: '^capabilities/[^/]+/contract\\.ts$' },
      to: { path: '^(capabilities|foundation|app|database)/' },
    },
    {
      name: 'sql-lives-in-queries',
      severity: 'error',
      from: {
        path: '^capabilities/',
        // What runs in the background works as the house itself, on the owner's connection.
        pathNot: '(/queries\\.ts|/queries/.*|/(climbing|succession|opening|import|verify)\\.ts|\\.test\\.tsx?)$',
      },
      to: { path: 'node_modules/pg/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.schakel)/' },
    // TypeScript 7 has no API for other programs yet; swc reads the imports instead.
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
