/** What a person looks at to see what became of calls of a method, by the first words of its name that fit. */
const places: readonly (readonly [method: RegExp, place: string])[] = [
  [/^importRecords$/, 'Read the records that it was to write, and compare the values.'],
  [
    /^importRecordsOnce$/,
    'Read the newest records, or the newest instances of the record, and look for the values that were sent.',
  ],
  [/^deleteRecords$/, 'Look whether the records are still there.'],
  [/^renameRecord$/, 'Look at both names of the record.'],
  [/^randomizeRecord$/, 'Look at the randomization field of the record.'],
  [/FileRepository/, 'Look at the folder in the File Repository.'],
  [/File$/, 'Look at the file field of the record.'],
  [/^createProject$/, "Look for the title among the projects of the super token's user."],
  [
    /Users?|DataAccessGroup|DagAssignments|RoleAssignments|UserRoles/,
    'Compare users, roles and groups with what was sent.',
  ],
  [/./, 'Compare the design of the project with what was sent.'],
];

/** How a person finds out what became of calls of these methods. */
export const howToCheck = (methods: readonly string[]): string => {
  const named = methods.map((method) => places.find(([pattern]) => pattern.test(method))?.[1] ?? '');
  return [...new Set(named)].join(' ');
};
