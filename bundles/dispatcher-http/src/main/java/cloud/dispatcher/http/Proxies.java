package cloud.dispatcher.http;

import cloud.dispatcher.http.rest.Visitor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.QuotedCSV;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.InetAddressSet;
import org.jspecify.annotations.Nullable;

/**
 * Believes what configured proxies say of their clients, and no other peer ({@code Forwarded}, RFC 7239, and {@code X-Forwarded-*}).
 * Jetty believes everyone, and of several addresses the first, which the client itself may have written. Here the last one that is
 * no proxy is the client; where the two headers name different ones, the proxy passed on one that it did not write, and neither is
 * believed.
 */
final class Proxies extends ForwardedRequestCustomizer {
    private static final String FORWARDED = "Forwarded";
    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String PREFIX = "X-Forwarded-Prefix";
    private static final List<String> ALL =
            List.of(FORWARDED, FOR, PROTO, PREFIX, "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Server");
    private static final Pattern NODE = Pattern.compile("(?i)(?:^|;)\\s*for=([^;]*)");
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern SANE_PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]{1,64}){1,8}");

    private volatile InetAddressSet proxies = new InetAddressSet();

    /** @throws IllegalArgumentException for what is neither an address nor a range of them */
    static InetAddressSet parse(List<String> texts) {
        var set = new InetAddressSet();
        set.addAll(texts);
        return set;
    }

    void follow(List<String> texts) {
        proxies = parse(texts);
    }

    boolean isProxy(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress address
                && address.getAddress() != null
                && proxies.test(address.getAddress());
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        if (!isProxy(request.getConnectionMetaData().getRemoteSocketAddress())) {
            return request;
        }
        var sent = request.getHeaders();
        var prefix = last(sent.getCSV(PREFIX, false));
        if (prefix != null && SANE_PREFIX.matcher(prefix).matches()) {
            request.setAttribute(Visitor.PREFIX, prefix);
        }
        var believed = believed(sent);
        return super.customize(
                new Request.Wrapper(request) {
                    @Override
                    public HttpFields getHeaders() {
                        return believed;
                    }
                },
                answer);
    }

    /** What Jetty may read: of each header only what the nearest proxy said. */
    private HttpFields believed(HttpFields sent) {
        var fields = HttpFields.build(sent);
        ALL.forEach(fields::remove);
        var elements = new QuotedCSV(true, sent.getValuesList(FORWARDED).toArray(String[]::new)).getValues();
        var nodes = elements.stream().map(Proxies::node).toList();
        int element = nearest(nodes);
        var list = sent.getCSV(FOR, false);
        int address = nearest(list);
        if (element >= 0 && address >= 0 && !Objects.equals(nodes.get(element), bare(list.get(address)))) {
            return fields;
        }
        if (element >= 0) {
            fields.put(FORWARDED, elements.get(element));
        }
        if (address >= 0) {
            fields.put(FOR, list.get(address));
        }
        var scheme = last(sent.getCSV(PROTO, false));
        if (scheme != null && (scheme.equals("http") || scheme.equals("https"))) {
            fields.put(PROTO, scheme);
        }
        return fields;
    }

    /** The place of the last address that is no proxy, or of the first if all are; -1 where what stands there is no address. */
    private int nearest(List<String> addresses) {
        for (int i = addresses.size() - 1; i >= 0; i--) {
            var address = literal(addresses.get(i));
            if (address == null) {
                return -1;
            }
            if (i == 0 || !proxies.test(address)) {
                return i;
            }
        }
        return -1;
    }

    private static String node(String element) {
        var node = NODE.matcher(element);
        return node.find() ? bare(node.group(1).replace("\"", "")) : "";
    }

    /** Without a port and brackets. */
    private static String bare(String text) {
        try {
            var host = LITERAL.matcher(text).matches() && !text.contains(".") ? text : new HostPort(text).getHost();
            return host.replaceAll("[\\[\\]]", "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** No name is looked up. */
    private static @Nullable InetAddress literal(String text) {
        var bare = bare(text.strip());
        try {
            return LITERAL.matcher(bare).matches() ? InetAddress.getByName(bare) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static @Nullable String last(List<String> values) {
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }
}
