/** What is read of a project by one call, and kept by itself. */
export type DesignPart =
  | 'version'
  | 'project'
  | 'metadata'
  | 'fieldNames'
  | 'instruments'
  | 'arms'
  | 'events'
  | 'mappings'
  | 'repeating'
  | 'repeatingXml'
  | 'dataAccessGroups'
  | 'userDagAssignments'
  | 'users'
  | 'userRoles'
  | 'userRoleAssignments';
