// The progress of a long job. Without a total it only shows that the job is running.
export function Progress({ done, total, label }: { done: number; total: number; label: string }) {
  return (
    <span className="progress" role="status">
      <progress aria-label={label} {...(total > 0 ? { value: done, max: total } : {})} />
      {label}
      {total > 0 && ` ${Math.floor((done / total) * 100)}%`}
    </span>
  );
}
