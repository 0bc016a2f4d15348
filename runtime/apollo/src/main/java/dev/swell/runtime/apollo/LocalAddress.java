package dev.swell.runtime.apollo;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/** The address of this machine by which others may know it. */
final class LocalAddress {

    private static final String LOOPBACK = "127.0.0.1";

    private LocalAddress() {}

    /** Returns the first IPv4 address of an interface that is up; else that of the host's name. */
    static String find() {
        try {
            Optional<String> first = NetworkInterface.networkInterfaces().filter(LocalAddress::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress()
                            && !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress).findFirst();
            return first.isPresent() ? first.get() : InetAddress.getLocalHost().getHostAddress();
        } catch (SocketException | UnknownHostException e) {
            return LOOPBACK;
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }
}
