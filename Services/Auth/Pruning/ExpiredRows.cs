namespace Auth.Pruning;

/// <summary>Rows that nobody needs any more, registered by the feature that owns the table.</summary>
/// <param name="Table">Name of the table; never from outside, for it becomes part of the SQL.</param>
/// <param name="Column">Name of an indexed column with a UTC time.</param>
/// <param name="KeptFor">How long after that time a row is deleted.</param>
internal sealed record ExpiredRows(string Table, string Column, TimeSpan KeptFor);
