import { choicesOf, type Project } from '../project.ts';
import type { Filters } from './place.ts';

interface FilterBarProps {
  readonly project: Project;
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
}

/** The choices come from the data dictionary, so that a new one needs no new version of the app. */
export const FilterBar = ({ project, filters, onFilters }: FilterBarProps) => (
  <form className="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
    <label>
      Sex
      <select value={filters.sex} onChange={({ target }) => onFilters({ ...filters, sex: target.value })}>
        <option value="">All</option>
        {choicesOf(project, 'sex').map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
    </label>
    <label>
      Site
      <select value={filters.site} onChange={({ target }) => onFilters({ ...filters, site: target.value })}>
        <option value="">All</option>
        {(project.dataAccessGroups ?? []).map(({ uniqueGroupName, dataAccessGroupName }) => (
          <option key={uniqueGroupName} value={uniqueGroupName}>
            {dataAccessGroupName ?? uniqueGroupName}
          </option>
        ))}
      </select>
    </label>
    <label>
      Enrolled since
      <input
        type="date"
        value={filters.enrolledSince}
        onChange={({ target }) => onFilters({ ...filters, enrolledSince: target.value })}
      />
    </label>
    <label className="check">
      <input
        type="checkbox"
        checked={filters.severeOnly}
        onChange={({ target }) => onFilters({ ...filters, severeOnly: target.checked })}
      />
      Severe event going on
    </label>
  </form>
);
