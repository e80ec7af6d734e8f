//! Near names: what someone may have meant by a misspelt one.

/// Returns the name nearest to `word`, if one is near enough to be meant.
///
/// Near is at most one change in three letters, counted as the optimal string alignment distance
/// (letters put in, left out, exchanged, or two neighbours swapped), whatever the case of letters.
pub fn nearest<'a, I>(word: &str, names: I) -> Option<&'a str>
where
    I: IntoIterator<Item = &'a str>,
{
    let word: Vec<char> = word.to_lowercase().chars().collect();
    names
        .into_iter()
        .map(|name| {
            (
                distance(&word, &name.to_lowercase().chars().collect::<Vec<_>>()),
                name,
            )
        })
        .filter(|(far, name)| *far <= (name.chars().count().max(word.len()) / 3).max(1))
        .min_by_key(|(far, _)| *far)
        .map(|(_, name)| name)
}

/// Returns "did you mean `x`?" where a name is near.
pub fn did_you_mean<'a, I>(word: &str, names: I) -> Option<String>
where
    I: IntoIterator<Item = &'a str>,
{
    nearest(word, names).map(|name| format!("did you mean `{name}`?"))
}

fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut rows = vec![vec![0; width]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..width {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1)
                .min(rows[i][j - 1] + 1)
                .min(rows[i - 1][j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_swapped_are_near() {
        let names = ["means.deception", "means.debt", "act.recruit"];
        assert_eq!(nearest("means.deceptoin", names), Some("means.deception"));
    }

    #[test]
    fn a_wholly_other_word_has_no_near_name() {
        assert_eq!(nearest("harbour", ["deception", "debt"]), None);
    }

    #[test]
    fn short_names_allow_one_change() {
        assert_eq!(
            did_you_mean("aks", ["ask", "id"]),
            Some("did you mean `ask`?".into())
        );
        assert_eq!(nearest("xy", ["id"]), None);
    }
}
