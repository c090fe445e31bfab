"""What a run is to do: the files of its inputs, where long ones are cut, and which shard holds what."""
