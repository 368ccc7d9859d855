package cloud.dispatcher.shell;

import cloud.dispatcher.api.Documents;
import cloud.dispatcher.api.Pinger;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.Outage;
import java.util.List;
import java.util.stream.Collectors;

/** Names the kinds of what it is given: {@code [Account, Account]}. */
public final class FakeDocuments implements Documents {
    @Override
    public String of(Object fact) {
        return fact.getClass().getSimpleName();
    }

    @Override
    public String list(List<?> facts) {
        return facts.stream().map(this::of).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public String operations(List<Operation> operations) {
        return "operations" + list(operations);
    }

    @Override
    public String dryRun(List<Operation> operations) {
        return "dryRun" + list(operations);
    }

    @Override
    public String dryRun(Account account) {
        return "dryRun" + of(account);
    }

    @Override
    public String dryRun(Operation operation) {
        return "dryRun" + of(operation);
    }

    @Override
    public String watched(Pinger.Watched watched, List<Outage> outages) {
        return of(watched) + list(outages);
    }

    @Override
    public String pinger(Pinger pinger) {
        return "Pinger";
    }
}
