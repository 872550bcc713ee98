//! Pushes labels on one edge apart, each as little as possible.

/// A label on an edge: where it wants its middle, and how tall it is.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    pub centre: f64,
    pub height: f64,
}

struct Cluster {
    members: Vec<usize>,
    /// The middle the cluster would take if nothing else stood near.
    centre: f64,
    height: f64,
}

/// Middles in the order of the wishes; none overlap, all lie between the ends if there is room.
/// Neighbours that collide are merged into clusters around their common middle.
pub fn spread(wishes: &[Wish], low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|a, b| wishes[*a].centre.total_cmp(&wishes[*b].centre));
    let mut clusters: Vec<Cluster> = Vec::new();
    for index in order {
        let wish = wishes[index];
        clusters.push(fitted(vec![index], wish.centre, wish.height, low, high));
        while let [.., above, below] = clusters.as_slice() {
            if above.centre + above.height / 2.0 <= below.centre - below.height / 2.0 {
                break;
            }
            let joined = join(above, below, wishes, low, high);
            clusters.truncate(clusters.len() - 2);
            clusters.push(joined);
        }
    }
    middles(&clusters, wishes)
}

fn fitted(members: Vec<usize>, centre: f64, height: f64, low: f64, high: f64) -> Cluster {
    let centre = centre.min(high - height / 2.0).max(low + height / 2.0);
    Cluster { members, centre, height }
}

fn join(above: &Cluster, below: &Cluster, wishes: &[Wish], low: f64, high: f64) -> Cluster {
    let members: Vec<usize> = above.members.iter().chain(&below.members).copied().collect();
    let height = above.height + below.height;
    // Each member wants the cluster's middle where its own wish would be met exactly.
    let mut offset = -height / 2.0;
    let mut sum = 0.0;
    for member in &members {
        let wish = wishes[*member];
        sum += wish.centre - (offset + wish.height / 2.0);
        offset += wish.height;
    }
    let centre = sum / members.len() as f64;
    fitted(members, centre, height, low, high)
}

fn middles(clusters: &[Cluster], wishes: &[Wish]) -> Vec<f64> {
    let mut out = vec![0.0; wishes.len()];
    for cluster in clusters {
        let mut y = cluster.centre - cluster.height / 2.0;
        for member in &cluster.members {
            let height = wishes[*member].height;
            out[*member] = y + height / 2.0;
            y += height;
        }
    }
    out
}
