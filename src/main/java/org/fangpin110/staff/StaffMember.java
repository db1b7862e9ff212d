package org.fangpin110.staff;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fangpin110.platform.http.Caller;
import org.fangpin110.unit.UnitRange;

/** A signed-in staff member with the posts held at this moment, read from the database on every request. */
public record StaffMember(UUID staffId, String account, String displayName, List<Post> posts) implements Caller {

    @Override
    public Set<String> roles() {
        return posts.stream().map(post -> post.role().name()).collect(Collectors.toUnmodifiableSet());
    }

    /** The units whose cases this person may see through posts of these roles. */
    public List<UnitRange> scope(Set<Role> by) {
        return posts.stream()
                .filter(post -> by.contains(post.role()))
                .map(post -> UnitRange.of(post.unitCode()))
                .toList();
    }
}
