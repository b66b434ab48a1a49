interface PagerProps {
  /** Number of the first row, from 1. */
  readonly from: number;
  readonly count: number;
  readonly total: number;
  /** Not given on the first page. */
  readonly onPrevious?: () => void;
  /** Not given on the last page. */
  readonly onNext?: () => void;
}

export const Pager = ({ from, count, total, onPrevious, onNext }: PagerProps) => (
  <nav className="pager" aria-label="Pages">
    <button type="button" onClick={onPrevious} disabled={onPrevious === undefined}>
      Previous
    </button>
    <p aria-live="polite">
      {count === 0
        ? 'Nobody matches these filters.'
        : `${from.toLocaleString('en')}–${(from + count - 1).toLocaleString('en')} of ${total.toLocaleString('en')}`}
    </p>
    <button type="button" onClick={onNext} disabled={onNext === undefined}>
      Next
    </button>
  </nav>
);
