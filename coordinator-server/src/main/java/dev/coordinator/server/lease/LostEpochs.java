package dev.coordinator.server.lease;

import java.util.ArrayList;
import java.util.List;

/**
 * Epochs that a cluster may have granted after the state that another one was recovered from: nobody knows which, or to
 * whom.
 *
 * @param above exclusive: the last epoch of the state that was kept
 * @param upTo inclusive
 */
public record LostEpochs(long above, long upTo) {

    /** No cluster grants more from one backup to its loss: a thousand a second for 34 years. */
    static final long MOST = 1L << 40;

    /** How many recoveries are told apart; of more, those between the first two count as lost. */
    static final int MOST_RECOVERIES = 8;

    /** With what a recovery lost that goes on after {@code next} from a state that knew of {@code last}. */
    static List<LostEpochs> with(List<LostEpochs> earlier, long last, long next) {
        List<LostEpochs> lost = new ArrayList<>(earlier);
        if (next > last) {
            lost.add(new LostEpochs(last, Math.min(next, last + MOST)));
        }
        if (lost.size() > MOST_RECOVERIES) {
            lost.add(0, new LostEpochs(lost.remove(0).above(), lost.remove(0).upTo()));
        }
        return List.copyOf(lost);
    }

    boolean has(long epoch) {
        return epoch > above && epoch <= upTo;
    }
}
